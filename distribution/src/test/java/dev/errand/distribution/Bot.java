package dev.errand.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A bot of the assembled distribution in a process of its own, talked to line by line as a person
 * at a pipe would. Its standard input stays open until {@link #leave}.
 */
final class Bot implements AutoCloseable {

    /** The assembled folder, from the build, with its start cache. */
    static final Path DISTRIBUTION =
            StartCache.madeFor(Path.of(System.getProperty("errand.distribution")));

    /** {@code -Derrand.test.patience} has more seconds for a machine that does much else. */
    private static final Duration PATIENCE =
            Duration.ofSeconds(Integer.getInteger("errand.test.patience", 20));

    private final Process process;
    private final OutputStream mouth;
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private int answers;
    private final List<Thread> ears = new ArrayList<>();

    private Bot(Process process) {
        this.process = process;
        this.mouth = process.getOutputStream();
        listen(process.inputReader(UTF_8), replies::add);
        listen(process.errorReader(UTF_8), log::add);
    }

    /** How the bot of a home is started, with arguments after {@code --home}. */
    static ProcessBuilder command(Path home, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(DISTRIBUTION.resolve("bin/errand").toString());
        command.addAll(List.of("--home", home.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("ERRAND_"));
        return process;
    }

    /** Starts the bot of a home. */
    static Bot start(Path home) {
        return start(command(home));
    }

    /** Starts a bot as prepared. */
    static Bot start(ProcessBuilder command) {
        try {
            return new Bot(command.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the bot of a home, says some lines, and lets it come to its end. */
    static Finished converse(Path home, String... lines) throws InterruptedException {
        return Finished.run(command(home), String.join("\n", lines) + "\n");
    }

    /** Says a line. */
    Bot say(String line) {
        try {
            mouth.write((line + "\n").getBytes(UTF_8));
            mouth.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The bot does not listen any more. Its log:\n" + log(), e);
        }
    }

    /** The next line that the bot says. */
    String hear() throws InterruptedException {
        String line = replies.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new AssertionError("The bot says nothing. Its log:\n" + log());
        }
        return line;
    }

    /** Says a line and gives the first line of what the bot says next. */
    String ask(String line) throws InterruptedException {
        return say(line).hear();
    }

    /**
     * Says a line and gives all lines of what the bot says to it: all that comes before the answer
     * to another.
     */
    String answer(String line) throws InterruptedException {
        String last = "end-" + ++answers;
        say(line).say("!democmd get " + last);
        List<String> lines = new ArrayList<>();
        String next = hear();
        while (!next.startsWith("There is no key '" + last + "'.")) {
            lines.add(next);
            next = hear();
        }
        return String.join("\n", lines);
    }

    /** Whether it has said something that was not heard yet. */
    boolean hasSaidSomething() {
        return !replies.isEmpty();
    }

    /** What it has written to standard error so far. */
    String log() {
        return log.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** Asks it to end, as a service manager does. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends it a signal by its name, such as HUP. */
    void signal(String name) throws InterruptedException {
        Finished sent =
                Finished.run(
                        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())), "");
        if (sent.exit() != 0) {
            throw new AssertionError("No signal " + name + ": " + sent.err());
        }
    }

    /** Ends it with a signal that it cannot see coming. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        for (Thread ear : ears) {
            ear.join();
        }
    }

    /** Closes its standard input, as a person does who leaves, and waits for its end. */
    Finished leave() throws InterruptedException {
        try {
            mouth.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return end();
    }

    /** Waits for its end. What it said and was not yet heard is in the result. */
    Finished end() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The bot does not end. Its log:\n" + log());
        }
        for (Thread ear : ears) {
            ear.join();
        }
        return new Finished(process.exitValue(), String.join("\n", replies), log());
    }

    /** Leaves nothing running, whatever the test came to. */
    @Override
    public void close() {
        // not by the process itself, which would close the pipes under those who still read
        process.toHandle().destroyForcibly();
    }

    private void listen(BufferedReader reader, Consumer<String> to) {
        ears.add(Thread.ofVirtual().start(() -> reader.lines().forEach(to)));
    }
}
