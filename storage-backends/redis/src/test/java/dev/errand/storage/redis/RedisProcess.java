package dev.errand.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A real Redis in a process of its own, which tests may pause, kill and start again. */
final class RedisProcess implements AutoCloseable {

    private static @Nullable String executable;

    private final Path folder;
    private final int port;
    private final List<String> options;
    private Process process;

    private RedisProcess(Path folder, int port, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.options = options;
    }

    static RedisProcess start(Path folder, String... options) {
        return start(folder, freePort(), options);
    }

    static RedisProcess start(Path folder, int port, String... options) {
        RedisProcess redis = new RedisProcess(folder, port, List.of(options));
        redis.start();
        return redis;
    }

    static RedisProcess notStarted(Path folder, String... options) {
        return new RedisProcess(folder, freePort(), List.of(options));
    }

    /**
     * Below those that the system hands out, as is the one 10,000 above, which a node of a cluster
     * also takes: while a server is away, no connection gets its port.
     */
    static int freePort() {
        int port = ThreadLocalRandom.current().nextInt(10_000, 22_000);
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return freePort();
        }
    }

    int port() {
        return port;
    }

    RedisSettings.Address address() {
        return new RedisSettings.Address("127.0.0.1", port);
    }

    /** Starts it, and returns once it takes connections. */
    void start() {
        List<String> command = new ArrayList<>();
        try {
            command.add(executable());
            // First, since a configuration file or --sentinel comes first.
            if (options.isEmpty() || options.getFirst().startsWith("--")) {
                command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
                command.addAll(List.of("--dir", folder.toString(), "--save", ""));
            }
            command.addAll(options);
            process = launch(new ProcessBuilder(command).directory(folder.toFile()));
            awaitReady(process.inputReader(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("Redis cannot be started: " + command, e);
        }
    }

    /**
     * One copy for all: a program that is still being written cannot be run, nor while a process of
     * that moment has it open.
     */
    private static synchronized String executable() throws IOException {
        if (executable == null) {
            executable = ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
        }
        return executable;
    }

    private static synchronized Process launch(ProcessBuilder command) throws IOException {
        return command.redirectErrorStream(true).start();
    }

    private void awaitReady(BufferedReader out) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.contains("eady to accept connections") || line.contains("Sentinel ID is")) {
                // Nobody may wait for a full pipe.
                Thread.ofVirtual().start(() -> drain(out));
                return;
            }
        }
        throw new AssertionError("Redis did not start:\n" + said);
    }

    private static void drain(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // What a running Redis says is of no interest.
            }
        } catch (IOException killed) {
            // That was its end.
        }
    }

    void pause() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code systemctl stop} does. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    private void signal(String name) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd();
        }
    }
}
