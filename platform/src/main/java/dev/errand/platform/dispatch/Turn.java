package dev.errand.platform.dispatch;

import dev.errand.backend.spi.Inbox;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A message's place in its lane: held while the message is quick, given up when it turns out to be
 * slow or to ask something.
 */
final class Turn implements Inbox.Receipt {

    private static final int HALVINGS = 4;

    private final Arrival arrival;
    private final Runnable passOn;
    private final Consumer<Turn> ended;
    private final AtomicBoolean holdsLane = new AtomicBoolean(true);
    private final CountDownLatch dealtWith = new CountDownLatch(1);
    private volatile int slowBefore;
    private volatile boolean slow;

    Turn(Arrival arrival, Runnable passOn, Consumer<Turn> ended) {
        this.arrival = arrival;
        this.passOn = passOn;
        this.ended = ended;
    }

    Arrival arrival() {
        return arrival;
    }

    /** How many messages right before this one were slow. */
    void comesAfter(int slowOnes) {
        slowBefore = slowOnes;
    }

    /**
     * How long this message may hold its lane. Behind a slow one it is half as long, behind two a
     * quarter: whoever asks for many slow things at once does not wait for each of them.
     */
    Duration patience(Duration usual) {
        return usual.dividedBy(1L << Math.min(slowBefore, HALVINGS));
    }

    /** Whether the message gave its lane up because it took too long. */
    boolean wasSlow() {
        return slow;
    }

    /** The message takes too long to hold its lane. */
    void isSlow() {
        slow = true;
        leaveLane();
    }

    /** Lets the next message of the lane go on. */
    private void leaveLane() {
        if (holdsLane.compareAndSet(true, false)) {
            passOn.run();
        }
    }

    /** The message has been answered; tells whether its worker still has the lane. */
    boolean end() {
        dealtWith.countDown();
        return holdsLane.compareAndSet(true, false);
    }

    /**
     * The message has been answered, by another thread than its lane's worker, which gave it away.
     * That thread goes on with the lane, if the lane still waits for this message.
     */
    void answered() {
        ended.accept(this);
    }

    /** The message waits for another message of the same person. */
    void asks() {
        dealtWith.countDown();
        leaveLane();
    }

    @Override
    public void await() throws InterruptedException {
        dealtWith.await();
    }
}
