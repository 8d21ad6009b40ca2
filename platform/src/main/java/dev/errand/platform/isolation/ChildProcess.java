package dev.errand.platform.isolation;

import dev.errand.platform.plugin.PluginJar;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One process of a plugin, from its start to its end. Safe for use by any thread. */
final class ChildProcess {

    /** Nothing else of the host's environment goes to a plugin: it may hold the bot's tokens. */
    private static final Set<String> ENVIRONMENT =
            Set.of(
                    "PATH",
                    "HOME",
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    "TZ",
                    "TMPDIR",
                    "SystemRoot",
                    "TEMP");

    private static final int LONGEST_LINE = 8_000;
    private static final int OUT_OF_MEMORY = 3;

    private final Plan plan;
    private final Path folder;
    private final Process process;
    private final Link link;
    private final HostCalls calls;
    private final HostAnswers answers;
    private final Logger log;
    private final AtomicReference<@Nullable String> ended = new AtomicReference<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    private ChildProcess(Plan plan, Path folder, Process process) {
        this.plan = plan;
        this.folder = folder;
        this.process = process;
        this.log = LoggerFactory.getLogger("plugin." + plan.id());
        this.link =
                new Link(
                        process.getInputStream(),
                        process.getOutputStream(),
                        plan.host().threads(),
                        plan.id() + "-process",
                        this::take,
                        process::destroyForcibly);
        this.calls = new HostCalls(link);
        this.answers = new HostAnswers(plan, log);
    }

    static ChildProcess start(Plan plan) throws IOException {
        Path folder = Files.createTempDirectory("errand-" + plan.id());
        ProcessBuilder builder = new ProcessBuilder(commandLine(plan));
        builder.environment().keySet().retainAll(ENVIRONMENT);
        ChildProcess child = new ChildProcess(plan, folder, builder.start());
        child.plan.host().threads().start(plan.id() + "-process", child::follow);
        child.plan.host().threads().start(plan.id() + "-stderr", child::relay);
        return child;
    }

    private static List<String> commandLine(Plan plan) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + plan.heapBytes(),
                "-XX:MaxDirectMemorySize=" + plan.heapBytes(),
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                // standard output is for frames only
                "-XX:+DisplayVMOutputToStderr",
                "-XX:ErrorFile="
                        + Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "errand-" + plan.id() + "-crash-%p.log"),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                ChildMain.class.getName(),
                plan.id());
    }

    private static String absolute(String classPath) {
        List<String> all = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                all.add(Path.of(entry).toAbsolutePath().toString());
            }
        }
        return String.join(File.pathSeparator, all);
    }

    /** Has the plugin loaded and started there. */
    Contract.Loaded load() throws IOException, InterruptedException {
        List<String> jars = new ArrayList<>();
        if (plan.hasJar()) {
            jars.add(copy(plan.jar().copy()));
            for (PluginJar.Library library : plan.jar().libraries()) {
                jars.add(copy(library.copy()));
            }
        }
        JsonNode loaded =
                link.await(
                        "load",
                        new Contract.Load(
                                plan.id(),
                                plan.host().api().version(),
                                folder.toString(),
                                jars,
                                plan.jar().manifest().entryClass(),
                                plan.host().tellsTime(),
                                plan.settings().written(),
                                plan.host().callsPerPlugin(),
                                plan.host().maxValueBytes()));
        return Wire.read(loaded, Contract.Loaded.class);
    }

    private String copy(Path jar) throws IOException {
        return Files.copy(jar, folder.resolve(jar.getFileName())).toString();
    }

    long pid() {
        return process.pid();
    }

    HostCalls calls() {
        return calls;
    }

    /** Done with the reason when the process has ended. */
    CompletableFuture<String> ended() {
        return end;
    }

    private void take(Link.Asked asked) {
        if (asked.what().startsWith("call.")) {
            calls.take(asked);
        } else {
            answers.take(asked, link);
        }
    }

    private void follow() {
        link.readOn();
        process.destroyForcibly();
        boolean interrupted = false;
        while (true) {
            try {
                int exit = process.waitFor();
                answers.close();
                WorkFiles.remove(folder);
                String given = ended.get();
                end.complete(given == null ? reason(exit) : given);
                break;
            } catch (InterruptedException goOn) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(int exit) {
        return exit == OUT_OF_MEMORY ? "out of memory, exit 3" : "exit " + exit;
    }

    /** What it writes to standard error, by lines of a bounded length, goes to the log. */
    private void relay() {
        StringBuilder line = new StringBuilder();
        try (Reader text =
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
            for (int c = text.read(); c >= 0; c = text.read()) {
                if (c == '\n' || line.length() >= LONGEST_LINE) {
                    log.info("{}", line);
                    line.setLength(0);
                }
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                }
            }
        } catch (IOException gone) {
            // the process has ended
        }
        if (!line.isEmpty()) {
            log.info("{}", line);
        }
    }

    /** Lets the plugin stop, within its patience; then ends the process whatever it does. */
    void stop() {
        try {
            link.await("stop", "");
        } catch (Link.Broken alreadyGone) {
            // then there is nothing to stop
        } catch (InterruptedException overdue) {
            Thread.currentThread().interrupt();
        } finally {
            kill("was stopped");
        }
    }

    /** Ends it at once. */
    void kill(String why) {
        ended.compareAndSet(null, why);
        process.destroyForcibly();
        link.close();
    }

    /** Waits for the end, for a moment only. */
    String reason() {
        try {
            return end.get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException unknown) {
            return "without a reason";
        }
    }
}
