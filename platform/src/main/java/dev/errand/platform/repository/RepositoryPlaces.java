package dev.errand.platform.repository;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where everything is kept.
 *
 * @param lock the file {@code plugins.lock}
 * @param folder for JARs, what was learned of repositories, and what is being downloaded; nobody
 *     else's
 * @param schemes the schemes of addresses that may be asked, {@code https} outside of tests
 * @param mavenSettings the user's {@code settings.xml}, empty if there is none
 */
public record RepositoryPlaces(
        Path lock, Path folder, Set<String> schemes, Optional<Path> mavenSettings) {

    /**
     * The usual places in a bot's home.
     *
     * @param home the bot's home
     * @return the places
     */
    public static RepositoryPlaces of(Path home) {
        Path settings = Path.of(System.getProperty("user.home", "")).resolve(".m2/settings.xml");
        return new RepositoryPlaces(
                home.resolve("plugins.lock"),
                home.resolve("data").resolve("repository"),
                Set.of("https"),
                java.nio.file.Files.isRegularFile(settings)
                        ? Optional.of(settings)
                        : Optional.empty());
    }

    Path jars() {
        return folder.resolve("jars");
    }

    Path quarantine() {
        return folder.resolve("quarantine");
    }

    Path seen() {
        return folder.resolve("repositories.json");
    }
}
