package dev.errand.platform.dispatch;

import dev.errand.backend.spi.Inbox;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A message's place in its lane: held while the message is quick, given up when it turns out to be
 * slow or to ask something.
 */
final class Turn implements Inbox.Receipt {

    private final Arrival arrival;
    private final Runnable passOn;
    private final AtomicBoolean holdsLane = new AtomicBoolean(true);
    private final CountDownLatch dealtWith = new CountDownLatch(1);

    Turn(Arrival arrival, Runnable passOn) {
        this.arrival = arrival;
        this.passOn = passOn;
    }

    Arrival arrival() {
        return arrival;
    }

    /** Lets the next message of the lane go on. */
    void leaveLane() {
        if (holdsLane.compareAndSet(true, false)) {
            passOn.run();
        }
    }

    /** The message has been answered; tells whether its worker still has the lane. */
    boolean end() {
        dealtWith.countDown();
        return holdsLane.compareAndSet(true, false);
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
