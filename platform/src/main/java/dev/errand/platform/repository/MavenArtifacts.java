package dev.errand.platform.repository;

import dev.errand.platform.config.PluginPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.eclipse.aether.version.Version;

/**
 * Fetches plugins and what they need from Maven repositories: Central, by the address in Maven's
 * own super POM, and the configured ones, through the mirrors, proxies and credentials of the
 * user's {@code settings.xml}.
 */
final class MavenArtifacts {

    /** What the host shows to every plugin; a copy of it would hide the host's. */
    private static final Set<String> HOSTS =
            Set.of("dev.errand:plugin-api", "org.slf4j:slf4j-api", "org.jspecify:jspecify");

    private final RepositoryPlaces places;
    private final PluginPolicy policy;

    MavenArtifacts(RepositoryPlaces places, PluginPolicy policy) {
        this.places = places;
        this.policy = policy;
    }

    /** A resolved plugin: its own file first, then what it needs, with the version it has. */
    record Resolved(String version, List<Path> files) {}

    /**
     * Fetches a plugin and what it needs.
     *
     * @param wanted which; without a version the newest
     * @param local the folder that all goes to
     */
    Resolved resolve(Wanted.Coordinate wanted, Path local) throws StepFailed {
        String group = wanted.group();
        String artifact = wanted.artifact();
        RepositorySystem system = new RepositorySystemSupplier().get();
        try (RepositorySystemSession.CloseableSession session = session(system, local)) {
            List<RemoteRepository> remote = repositories(system, session);
            String version =
                    wanted.version().isPresent()
                            ? wanted.version().get()
                            : newest(system, session, remote, group, artifact);
            CollectRequest collect =
                    new CollectRequest()
                            .addDependency(
                                    new Dependency(
                                            new DefaultArtifact(group, artifact, "jar", version),
                                            "runtime"))
                            .setRepositories(remote);
            List<Path> files = new ArrayList<>();
            for (ArtifactResult result :
                    system.resolveDependencies(
                                    session, new DependencyRequest(collect, HOST_PROVIDES))
                            .getArtifactResults()) {
                Artifact found = result.getArtifact();
                boolean itself =
                        found.getGroupId().equals(group) && found.getArtifactId().equals(artifact);
                files.add(itself ? 0 : files.size(), found.getPath());
            }
            return new Resolved(version, files);
        } catch (RepositoryException e) {
            throw new StepFailed("maven", MavenFaults.words(e));
        } finally {
            system.shutdown();
        }
    }

    /** The newest version that is there and no snapshot unless those are allowed. */
    Optional<String> newest(Wanted.Coordinate wanted, Path local) throws StepFailed {
        RepositorySystem system = new RepositorySystemSupplier().get();
        try (RepositorySystemSession.CloseableSession session = session(system, local)) {
            return Optional.of(
                    newest(
                            system,
                            session,
                            repositories(system, session),
                            wanted.group(),
                            wanted.artifact()));
        } catch (RepositoryException e) {
            throw new StepFailed("maven", MavenFaults.words(e));
        } finally {
            system.shutdown();
        }
    }

    private static final org.eclipse.aether.graph.DependencyFilter HOST_PROVIDES =
            (node, parents) ->
                    node.getArtifact() == null
                            || !HOSTS.contains(
                                    node.getArtifact().getGroupId()
                                            + ":"
                                            + node.getArtifact().getArtifactId());

    private String newest(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RemoteRepository> remote,
            String group,
            String artifact)
            throws RepositoryException, StepFailed {
        VersionRangeResult found =
                system.resolveVersionRange(
                        session,
                        new VersionRangeRequest(
                                new DefaultArtifact(group, artifact, "jar", "[0,)"), remote, null));
        return found.getVersions().reversed().stream()
                .map(Version::toString)
                .filter(version -> policy.allowSnapshots() || !version.endsWith("-SNAPSHOT"))
                .findFirst()
                .orElseThrow(() ->
                        new StepFailed(
                                "maven",
                                "no repository has a version of "
                                        + group
                                        + ":"
                                        + artifact
                                        + MavenFaults.unasked(found)));
    }

    private RepositorySystemSession.CloseableSession session(RepositorySystem system, Path local)
            throws StepFailed {
        Settings settings = settings();
        DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors()) {
            mirrors.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        if (!places.schemes().contains("http")) {
            // as Maven itself has it since 3.8.1
            mirrors.add(
                    "http-blocker",
                    "http://0.0.0.0/",
                    "default",
                    false,
                    true,
                    "external:http:*",
                    "");
        }
        DefaultAuthenticationSelector servers = new DefaultAuthenticationSelector();
        for (Server server : settings.getServers()) {
            servers.add(
                    server.getId(),
                    new AuthenticationBuilder()
                            .addUsername(server.getUsername())
                            .addPassword(server.getPassword())
                            .build());
        }
        DefaultProxySelector proxies = new DefaultProxySelector();
        for (Proxy proxy : settings.getProxies()) {
            if (proxy.isActive()) {
                proxies.add(
                        new org.eclipse.aether.repository.Proxy(
                                proxy.getProtocol(),
                                proxy.getHost(),
                                proxy.getPort(),
                                new AuthenticationBuilder()
                                        .addUsername(proxy.getUsername())
                                        .addPassword(proxy.getPassword())
                                        .build()),
                        proxy.getNonProxyHosts());
            }
        }
        return new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositoryBaseDirectories(local)
                .setMirrorSelector(mirrors)
                .setAuthenticationSelector(servers)
                .setProxySelector(proxies)
                .setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL)
                // an artifact's own POM may not send us elsewhere
                .setIgnoreArtifactDescriptorRepositories(true)
                .setSystemProperties(System.getProperties())
                .setConfigProperty("aether.transport.http.connectTimeout", 10_000)
                .setConfigProperty("aether.transport.http.requestTimeout", 30_000)
                .setConfigProperty("aether.transport.http.retryHandler.count", 1)
                .setConfigProperty("aether.transport.apache.followRedirects", false)
                .build();
    }

    private Settings settings() throws StepFailed {
        if (places.mavenSettings().isEmpty()) {
            return new Settings();
        }
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(places.mavenSettings().get().toFile());
        request.setSystemProperties(System.getProperties());
        try {
            return new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            throw new StepFailed("maven", "settings.xml cannot be read: " + e.getMessage());
        }
    }

    private List<RemoteRepository> repositories(
            RepositorySystem system, RepositorySystemSession session) throws StepFailed {
        List<RemoteRepository> all = new ArrayList<>();
        int number = 0;
        for (String url : policy.mavenRepositories()) {
            boolean file = url.startsWith("file:") && places.schemes().contains("file");
            if (!file) {
                Downloads.address(url, places.schemes());
            }
            all.add(remote("errand-" + ++number, url));
        }
        try (InputStream pom =
                MavenXpp3Reader.class.getResourceAsStream(
                        "/org/apache/maven/model/pom-4.0.0.xml")) {
            new MavenXpp3Reader()
                    .read(pom)
                    .getRepositories()
                    .forEach(central -> all.add(remote(central.getId(), central.getUrl())));
        } catch (IOException | XmlPullParserException e) {
            throw new StepFailed("maven", "Maven's super POM cannot be read: " + e.getMessage());
        }
        return system.newResolutionRepositories(session, all);
    }

    private RemoteRepository remote(String id, String url) {
        return new RemoteRepository.Builder(id, "default", url)
                .setReleasePolicy(
                        new RepositoryPolicy(
                                true,
                                RepositoryPolicy.UPDATE_POLICY_ALWAYS,
                                RepositoryPolicy.CHECKSUM_POLICY_FAIL))
                .setSnapshotPolicy(
                        new RepositoryPolicy(
                                policy.allowSnapshots(),
                                RepositoryPolicy.UPDATE_POLICY_ALWAYS,
                                RepositoryPolicy.CHECKSUM_POLICY_FAIL))
                .build();
    }
}
