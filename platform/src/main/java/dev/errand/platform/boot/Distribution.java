package dev.errand.platform.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

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
