package dev.errand.platform.config;

import dev.errand.api.Default;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Where plugins may be installed from, what they must prove, and whether they wait for the storage.
 *
 * @param repositories addresses of repositories with an {@code index.json}
 * @param mavenRepositories addresses of Maven repositories that are asked before Central
 * @param trustedKeys public keys in Base64 whose signatures are believed without having been seen
 * @param requireSignature whether only plugins of repositories that a trusted key signs are
 *     installed
 * @param allowSources the kinds of sources that may be installed from
 * @param allowSnapshots whether versions may be installed that end in {@code -SNAPSHOT}
 * @param maxJarSize how large one JAR may be
 * @param downloadTime how long one download may take
 * @param withoutStorage what becomes of plugins when the bot starts while its storage is away, and
 *     has never known what admins chose for them by commands
 */
public record PluginPolicy(
        List<String> repositories,
        List<String> mavenRepositories,
        Set<String> trustedKeys,
        @Default("false") boolean requireSignature,
        @Default("index, maven, url, file") Set<Source> allowSources,
        @Default("false") boolean allowSnapshots,
        @Default("100MiB") ByteSize maxJarSize,
        @Default("2m") Duration downloadTime,
        @Default("wait") WithoutStorage withoutStorage) {

    /** What a plugin does while nobody knows whether an admin has disabled it. */
    public enum WithoutStorage {
        /** It is not in service until the storage answers. */
        WAIT,
        /** It serves as {@code errand.conf} has it. */
        SERVE
    }

    /** A kind of source. */
    public enum Source {
        /** A repository with an index. */
        INDEX,
        /** Maven Central, or another Maven repository. */
        MAVEN,
        /** The address of a JAR, with its digest. */
        URL,
        /** A file on the host, from the console. */
        FILE
    }

    public PluginPolicy {
        Faults faults =
                new Faults()
                        .expect(
                                maxJarSize.bytes() >= 1 << 10 && maxJarSize.bytes() <= 2L << 30,
                                "'"
                                        + maxJarSize.bytes()
                                        + "' bytes are not possible. It is 1KiB to 2GiB.",
                                "max-jar-size")
                        .expect(
                                downloadTime.isPositive()
                                        && downloadTime.compareTo(Duration.ofHours(1)) <= 0,
                                "This is not possible. It is 1s to 1 hour.",
                                "download-time");
        for (String url : repositories) {
            faults.expect(
                    url.startsWith("https://"),
                    Words.quoted(url) + " is no address that begins with https://.",
                    "repositories");
        }
        faults.throwIfAny();
    }

    /** What holds if nothing is configured. */
    public static PluginPolicy standard() {
        return new PluginPolicy(
                List.of(),
                List.of(),
                Set.of(),
                false,
                Set.of(Source.values()),
                false,
                new ByteSize(100L << 20),
                Duration.ofMinutes(2),
                WithoutStorage.WAIT);
    }
}
