package dev.errand.platform.boot;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The folder that the bot was started from.
 *
 * @param folder holds {@code plugins}, {@code backends} and {@code storage-backends}
 */
record Distribution(Path folder) {

    /** The launcher says where; without it (in an IDE) the current folder counts. */
    static Distribution here() {
        return new Distribution(Path.of(System.getProperty("errand.dist", "")).toAbsolutePath());
    }

    Path plugins() {
        return folder.resolve("plugins");
    }

    Path backends() {
        return folder.resolve("backends");
    }

    Path storageBackends() {
        return folder.resolve("storage-backends");
    }

    /** The JARs that the launcher has put on the class path. */
    Set<Path> onClassPath() {
        return Arrays.stream(
                        System.getProperty("java.class.path", "")
                                .split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The version that this was built as. */
    static String version() {
        try (InputStream in = Distribution.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "0.0.0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
