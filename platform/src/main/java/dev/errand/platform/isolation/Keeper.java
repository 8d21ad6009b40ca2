package dev.errand.platform.isolation;

import dev.errand.api.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a plugin's process running: one that ended by itself is started again, after a second, and
 * after twice as long each time that it does not last.
 */
final class Keeper {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Who lives as long as this has recovered. */
    private static final Duration LASTING = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final Plan plan;
    private @Nullable ChildProcess process;
    private String down = "";
    private int ends;
    private long startedNanos;
    private Duration pause = SHORTEST;
    private boolean closed;

    Keeper(Plan plan) {
        this.plan = plan;
    }

    String id() {
        return plan.id();
    }

    /** Starts the first process. */
    Contract.Loaded begin() throws IOException, InterruptedException {
        ChildProcess first = open();
        Contract.Loaded loaded;
        try {
            loaded = first.load();
        } catch (Link.Broken gone) {
            throw new UserError("Its process ended (" + first.reason() + ")");
        }
        if (loaded.mistakes().isEmpty()) {
            serve(first);
        }
        return loaded;
    }

    private synchronized ChildProcess open() throws IOException {
        if (closed) {
            throw new IOException("The plugin was unloaded");
        }
        ChildProcess started = ChildProcess.start(plan);
        process = started;
        down = "its process is starting";
        startedNanos = System.nanoTime();
        return started;
    }

    private void serve(ChildProcess started) {
        synchronized (this) {
            down = "";
        }
        var _ = started.ended().thenAccept(this::again);
    }

    private void again(String why) {
        Duration wait;
        synchronized (this) {
            if (closed) {
                return;
            }
            ends++;
            boolean lasted = System.nanoTime() - startedNanos > LASTING.toNanos();
            wait = lasted ? SHORTEST : pause;
            Duration twice = wait.multipliedBy(2);
            pause = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
            down =
                    "its process ended ("
                            + why
                            + ") and is started again in "
                            + wait.toSeconds()
                            + " s";
        }
        LOG.warn(
                "The process of plugin {} ended ({}); it is started again in {} s",
                id(),
                why,
                wait.toSeconds());
        var _ = plan.host().threads().start(id() + "-again", () -> restart(wait));
    }

    private void restart(Duration wait) {
        try {
            Thread.sleep(wait);
            ChildProcess next = open();
            Contract.Loaded loaded = next.load();
            if (loaded.mistakes().isEmpty()) {
                serve(next);
                LOG.info("The process of plugin {} was started again", id());
            } else {
                next.kill("it does not load: " + loaded.mistakes());
                again(next.reason());
            }
        } catch (IOException | Link.Broken | IllegalStateException e) {
            again(String.valueOf(e.getMessage()));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process that serves; words for the person if there is none now. */
    synchronized ChildProcess process() {
        ChildProcess now = process;
        if (now == null || !down.isEmpty()) {
            throw new UserError("The plugin " + id() + " is out of service: " + down + ".");
        }
        return now;
    }

    synchronized String place() {
        ChildProcess now = process;
        return "a process of its own ("
                + (now == null || !down.isEmpty() ? "none now" : "pid " + now.pid())
                + ", heap "
                + (plan.heapBytes() >> 20)
                + " MiB)";
    }

    synchronized Optional<String> complaint() {
        if (!down.isEmpty()) {
            return Optional.of("is out of service: " + down);
        }
        return ends == 0
                ? Optional.empty()
                : Optional.of(
                        "runs in a process of its own, which ended "
                                + ends
                                + (ends == 1 ? " time" : " times")
                                + " and was started again");
    }

    void stop() {
        Optional<ChildProcess> last = end();
        last.ifPresent(ChildProcess::stop);
    }

    void close() {
        end().ifPresent(last -> last.kill("was stopped"));
    }

    private synchronized Optional<ChildProcess> end() {
        closed = true;
        return Optional.ofNullable(process);
    }
}
