package dev.errand.distribution;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The cache that the first start has made beside it, niced. On a machine that tests keep busy it
 * would come when most of the bots have started without it, each for twice the processor's time.
 */
final class StartCache {

    private StartCache() {}

    /** Waits for the cache of a distribution, and gives the distribution. */
    static Path madeFor(Path distribution) {
        try {
            Finished.run(
                    new ProcessBuilder(distribution.resolve("bin/errand").toString(), "--version"),
                    "");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> isThere(distribution.resolve("cache")));
        return distribution;
    }

    private static boolean isThere(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".aot"));
        }
    }
}
