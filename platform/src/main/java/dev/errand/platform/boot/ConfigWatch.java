package dev.errand.platform.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Notices when a configuration or a file that it may include has been changed. */
final class ConfigWatch {

    private static final long PAUSE_MILLIS = 1000;
    private static final int DEEPEST = 3;

    private final Path folder;
    private final Runnable changed;

    ConfigWatch(Path file, Runnable changed) {
        this.folder = file.toAbsolutePath().normalize().resolveSibling("");
        this.changed = changed;
    }

    /** Looks once a second until interrupted; tells only of what has stood still for a look. */
    void watch() {
        Map<String, String> known = files();
        Map<String, String> before = known;
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                Map<String, String> now = files();
                if (!now.equals(known) && now.equals(before)) {
                    known = now;
                    changed.run();
                }
                before = now;
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all =
                Files.find(
                        folder, DEEPEST, (path, attributes) -> path.toString().endsWith(".conf"))) {
            all.forEach(path -> files.put(path.toString(), state(path)));
        } catch (IOException | java.io.UncheckedIOException e) {
            files.put("", "unreadable");
        }
        return files;
    }

    private static String state(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.lastModifiedTime()
                    + " "
                    + attributes.size()
                    + " "
                    + attributes.fileKey();
        } catch (IOException e) {
            return "gone";
        }
    }
}
