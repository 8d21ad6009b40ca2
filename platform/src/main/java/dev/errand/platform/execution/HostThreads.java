package dev.errand.platform.execution;

import java.util.concurrent.ThreadFactory;

/** Makes the host's own threads: virtual, named, and never without a way to tell that one died. */
public final class HostThreads {

    private final Incidents incidents;

    /**
     * Made once.
     *
     * @param incidents told of what a thread dies of
     */
    public HostThreads(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * Starts a virtual thread.
     *
     * @param name what it is for
     * @param work what it does
     * @return the started thread
     */
    public Thread start(String name, Runnable work) {
        return Thread.ofVirtual().name(name).start(guarded(name, work));
    }

    /**
     * Starts virtual threads by one name.
     *
     * @param name what they are for
     * @return a factory
     */
    public ThreadFactory factory(String name) {
        return work -> Thread.ofVirtual().name(name).unstarted(guarded(name, work));
    }

    private Runnable guarded(String name, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error fault) {
                incidents.record("errand", name, fault);
            }
        };
    }
}
