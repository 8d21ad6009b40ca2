package dev.errand.platform.boot;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs Maven on a plugin's project.
 *
 * @param project its folder
 * @param maven the program
 */
record DevBuild(Path project, Path maven) {

    private static final int MOST_LINES = 25;

    /** With the Maven that is first on a path of folders, if one is. */
    static Optional<DevBuild> find(Path project, String path) {
        String name = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).toAbsolutePath().resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> new DevBuild(project, found));
    }

    /**
     * Runs.
     *
     * @param arguments what Maven is to do; no shell reads them
     * @return what it said if it failed, nothing if all went well
     */
    Optional<String> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(maven.toString());
        command.addAll(List.of("-q", "-B", "-Dstyle.color=never"));
        command.addAll(List.of(arguments));
        ProcessBuilder process =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        Path java = Path.of(System.getProperty("java.home"));
        if (Files.isExecutable(java.resolve("bin/javac"))) {
            // the Java of the bot: else another may start another for its compiler, which takes
            // seconds
            process.environment().put("JAVA_HOME", java.toString());
        }
        Path said = Files.createTempFile("errand-dev", ".log");
        Process running = process.redirectOutput(said.toFile()).start();
        try {
            running.getOutputStream().close();
            return running.waitFor() == 0 ? Optional.empty() : Optional.of(errors(said));
        } finally {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
            Files.deleteIfExists(said);
        }
    }

    private static String errors(Path said) throws IOException {
        List<String> lines =
                new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                        .lines()
                        // what follows is advice about Maven's own switches
                        .takeWhile(line -> !line.contains("-> [Help 1]"))
                        .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                        .filter(line -> !line.startsWith("WARNING: "))
                        .filter(line -> !line.strip().startsWith("at "))
                        .map(line -> line.startsWith("[ERROR] ") ? line.substring(8) : line)
                        .filter(line -> !line.isBlank())
                        .limit(MOST_LINES)
                        .toList();
        return String.join("\n  ", lines);
    }
}
