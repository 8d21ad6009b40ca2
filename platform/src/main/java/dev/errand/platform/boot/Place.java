package dev.errand.platform.boot;

import dev.errand.platform.config.ConfigFile;
import dev.errand.platform.config.ConfigResult;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one bot lives.
 *
 * @param home all that it owns
 * @param namedConfig the configuration that the command line names, empty for the home's own
 * @param environment the variables that may change settings
 */
record Place(Path home, Optional<Path> namedConfig, Map<String, String> environment) {

    static Place of(Optional<Path> home, Optional<Path> config, Map<String, String> environment) {
        @Nullable String named = environment.get("ERRAND_HOME");
        Path folder =
                home.orElseGet(() ->
                        named != null && !named.isBlank()
                                ? Path.of(named)
                                : Path.of(System.getProperty("errand.home.default", "run")));
        return new Place(
                folder.toAbsolutePath().normalize(), config.map(Path::toAbsolutePath), environment);
    }

    Path plugins() {
        return home.resolve("plugins");
    }

    Path data() {
        return home.resolve("data");
    }

    Path logs() {
        return home.resolve("logs");
    }

    /** Where the configuration is, or would be. */
    Path configFile() {
        return namedConfig.orElse(home.resolve("errand.conf"));
    }

    /** The configuration, or everything that is wrong with it. */
    ConfigResult read() {
        return namedConfig
                .map(file -> ConfigFile.load(file, environment))
                .orElseGet(
                        () -> ConfigFile.loadIfPresent(home.resolve("errand.conf"), environment));
    }

    ErrandConfig config() {
        return switch (read()) {
            case ConfigResult.Loaded(ErrandConfig config) -> config;
            case ConfigResult.Rejected(List<Problem> problems) ->
                    throw new CannotStart(Main.BAD_CONFIGURATION, Problem.describe(problems));
        };
    }

    /** Makes the folders, and on the first start a configuration to begin from. */
    void make() {
        try {
            Files.createDirectories(plugins());
            OwnerOnly.makeFolder(data());
            OwnerOnly.makeFolder(logs());
            Path config = home.resolve("errand.conf");
            if (namedConfig.isEmpty() && Files.notExists(config)) {
                OwnerOnly.writeFile(config, ConfigFile.template());
            }
        } catch (IOException e) {
            throw new CannotStart(
                    Main.FAILED,
                    "The home folder "
                            + home
                            + " cannot be used: "
                            + reason(e)
                            + ". Make it writable for this user, or name another with --home DIR or ERRAND_HOME.");
        }
    }

    /** What of the home every user of this machine can get at, though it is nobody's business. */
    List<Path> openToAll() {
        return OwnerOnly.openToAll(
                home,
                namedConfig.isEmpty()
                        ? List.of(data(), logs(), home.resolve("errand.conf"))
                        : List.of(data(), logs()));
    }

    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied ->
                    "no permission for " + denied.getFile();
            case java.nio.file.NoSuchFileException missing -> missing.getFile() + " does not exist";
            case java.nio.file.FileAlreadyExistsException exists ->
                    exists.getFile() + " is there and is no folder";
            case java.nio.file.FileSystemException other ->
                    other.getReason() == null
                            ? other.toString()
                            : other.getFile() + ": " + other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
