package dev.errand.platform.execution;

import dev.errand.api.Reply;
import dev.errand.api.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call under way. Its outcome is the first of: what its code came to, its deadline, somebody's
 * kill. Its code may go on after that; then it is overdue, and holds its thread until it ends.
 *
 * <p>{@link #run} is the one place where code of a plugin is called and everything that it throws
 * is caught.
 */
public final class Running implements Runnable {

    /** Work that calls a plugin. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @param call this call
         * @return what to say in the end
         * @throws Throwable whatever the plugin throws
         */
        List<Reply> run(Running call) throws Throwable;
    }

    private final CallInfo info;
    private final Work work;
    private final RunningCalls calls;
    private final Incidents incidents;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Object interrupting = new Object();
    private final WorkClock workClock = new WorkClock();
    private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();

    Running(CallInfo info, Work work, RunningCalls calls, Incidents incidents) {
        this.info = info;
        this.work = work;
        this.calls = calls;
        this.incidents = incidents;
    }

    @Override
    public void run() {
        thread.set(Thread.currentThread());
        calls.began(this);
        try {
            settle(work());
        } finally {
            synchronized (interrupting) {
                thread.set(null);
            }
            // an interrupt that came too late must not hit what the thread does next
            Thread.interrupted();
            calls.ended(this);
            over.countDown();
            runAfterwards();
        }
    }

    /**
     * Calls the plugin. Its result is made into text here, so that no object of the plugin leaves
     * this method.
     */
    private Outcome work() {
        try {
            return outcome.get() == null
                    ? new Outcome.Returned(work.run(this))
                    : new Outcome.Gone();
        } catch (UserError refusal) {
            return new Outcome.Refused(String.valueOf(refusal.getMessage()));
        } catch (Throwable fault) {
            Outcome decided = outcome.get();
            return decided != null
                    ? decided
                    : new Outcome.Failed(incidents.record(info.plugin(), info.what(), fault));
        }
    }

    private void settle(Outcome how) {
        if (outcome.compareAndSet(null, how)) {
            settled.countDown();
        }
    }

    /**
     * Waits for the outcome.
     *
     * @param patience the longest wait
     * @return the outcome, empty if there is none yet
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Optional<Outcome> await(Duration patience) throws InterruptedException {
        boolean there = settled.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        return there ? Optional.ofNullable(outcome.get()) : Optional.empty();
    }

    /**
     * The outcome, if there is one by now.
     *
     * @return the outcome, empty while the call is under way
     */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome.get());
    }

    /**
     * Waits until the code itself has ended.
     *
     * @param patience the longest wait
     * @return whether it has
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Whether the code itself has ended.
     *
     * @return whether it has
     */
    public boolean hasEnded() {
        return over.getCount() == 0;
    }

    /**
     * Does something when the code itself has ended, at once if it has.
     *
     * @param work quick, and never failing
     */
    public void afterwards(Runnable work) {
        afterwards.add(work);
        if (hasEnded()) {
            runAfterwards();
        }
    }

    private void runAfterwards() {
        for (Runnable work = afterwards.poll(); work != null; work = afterwards.poll()) {
            work.run();
        }
    }

    /**
     * Decides the outcome from outside and interrupts the code.
     *
     * @param how what the outcome is, unless there is one already
     */
    public void end(Outcome how) {
        settle(how);
        synchronized (interrupting) {
            Thread running = thread.get();
            if (running != null) {
                running.interrupt();
            }
        }
    }

    /**
     * What the call is.
     *
     * @return who, where, what, since
     */
    public CallInfo info() {
        return info;
    }

    /**
     * How long the code has worked, waiting for people not counted.
     *
     * @return the clock of this call
     */
    public WorkClock workClock() {
        return workClock;
    }

    /**
     * What can be seen of the call now.
     *
     * @return the state
     */
    public State state() {
        if (outcome.get() != null) {
            return State.OVERDUE;
        }
        return workClock.isWaiting() ? State.ASKING : State.RUNNING;
    }

    /** What a call is doing. */
    public enum State {
        /** Its code runs. */
        RUNNING,
        /** It waits for the caller's answer. */
        ASKING,
        /** It was ended, but its code ignores the interrupt. */
        OVERDUE
    }
}
