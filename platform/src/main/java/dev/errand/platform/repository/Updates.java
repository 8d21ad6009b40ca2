package dev.errand.platform.repository;

import dev.errand.platform.config.PluginPolicy;
import dev.errand.platform.plugin.ApiVersion;
import java.io.IOException;
import java.util.Optional;

/** Looks for newer versions, where the installed one came from and nowhere else. */
final class Updates {

    private final RepositoryPlaces places;
    private final PluginPolicy policy;
    private final Fetching fetching;
    private final JarCache cache;

    Updates(RepositoryPlaces places, PluginPolicy policy, Fetching fetching, JarCache cache) {
        this.places = places;
        this.policy = policy;
        this.fetching = fetching;
        this.cache = cache;
    }

    /** The newest version there is, if it is newer than the installed one. */
    Optional<String> newest(String id, PluginLock.Locked locked)
            throws StepFailed, InterruptedException {
        Optional<String> newest =
                isFolder(locked.source())
                        ? fetching.offers(id, Optional.of(locked.source())).stream()
                                .findFirst()
                                .map(offer -> offer.entry().version())
                        : inMaven(locked.source());
        return newest.filter(version -> ApiVersion.compare(version, locked.version()) > 0);
    }

    /** How that version is asked for. */
    static InstallRequest request(String id, PluginLock.Locked locked, String version, String by) {
        return isFolder(locked.source())
                ? new InstallRequest(
                        id + "@" + version,
                        Optional.empty(),
                        Optional.of(locked.source()),
                        by,
                        false)
                : new InstallRequest(
                        locked.source() + ":" + version,
                        Optional.empty(),
                        Optional.empty(),
                        by,
                        false);
    }

    private static boolean isFolder(String source) {
        return source.contains("://") && source.endsWith("/");
    }

    private Optional<String> inMaven(String source) throws StepFailed {
        // a single JAR or file has no newer one
        if (!(Wanted.read(source) instanceof Wanted.Coordinate coordinate)) {
            return Optional.empty();
        }
        try (Quarantine quarantine = cache.quarantine()) {
            return new MavenArtifacts(places, policy)
                    .newest(coordinate, quarantine.folder("maven"));
        } catch (IOException e) {
            throw new StepFailed("maven", "there is no room for it: " + e.getMessage());
        }
    }
}
