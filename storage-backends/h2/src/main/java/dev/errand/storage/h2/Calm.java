package dev.errand.storage.h2;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps interrupts of a caller away from H2, some of whose waits end by one with a failure. An
 * interrupt is still set afterwards.
 */
final class Calm {

    private Calm() {}

    /** Waits for something for some time. */
    interface Waiting {
        boolean await(long time, TimeUnit unit) throws InterruptedException;
    }

    static <T> T during(Supplier<T> action) {
        boolean interrupted = Thread.interrupted();
        try {
            return action.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Does something on a thread that nobody interrupts, and waits for it through interrupts. Where
     * H2 waits for its own threads, it forgets an interrupt and goes on before they are done.
     */
    static void apart(Runnable action) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread =
                Thread.ofPlatform()
                        .name("storage-up-to-date")
                        .start(() -> {
                            try {
                                action.run();
                            } catch (Throwable e) {
                                failure.set(e);
                            }
                        });
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** Waits through interrupts; gives whether what was waited for came. */
    static boolean awaits(Waiting waiting, long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return waiting.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
