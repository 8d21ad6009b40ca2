package dev.errand.platform.isolation;

import dev.errand.api.Plugin;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.command.Handler;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Section;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.plugin.Elsewhere;
import dev.errand.platform.plugin.JarReading;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginJar;
import dev.errand.platform.plugin.PluginLimits;
import dev.errand.platform.plugin.PluginServices;
import dev.errand.platform.plugin.Snapshot;
import dev.errand.platform.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The plugin in its process, loaded as the host loads those in its own. */
final class ChildLoad {

    private static final Duration LEAK_PATIENCE = Duration.ofMinutes(1);

    private final Link link;
    private final ChildStorage storage;
    private final HostThreads threads;
    private final Incidents incidents;
    private final InstantSource clock;
    private @Nullable PluginHost host;
    private String id = "";
    private Path folder = Path.of("");

    ChildLoad(
            Link link,
            ChildStorage storage,
            HostThreads threads,
            Incidents incidents,
            InstantSource clock) {
        this.link = link;
        this.storage = storage;
        this.threads = threads;
        this.incidents = incidents;
        this.clock = clock;
    }

    Contract.Loaded load(Contract.Load what) throws InterruptedException {
        id = what.id();
        folder = Path.of(what.folder());
        ApiVersion api = new ApiVersion(what.api());
        PluginHost made =
                new PluginHost(
                        services(what),
                        PluginLimits.of(what.threads(), Duration.ofMillis(500)),
                        Path.of(what.folder()),
                        api,
                        LEAK_PATIENCE);
        host = made;
        if (what.jars().isEmpty()) {
            return ofClassPath(made, what);
        }
        return switch (PluginJar.read(Path.of(what.jars().getFirst()), api)) {
            case JarReading.Bad(String name, List<Mistake> mistakes) -> refused(mistakes);
            case JarReading.Good(PluginJar jar) -> result(made.load(alone(jar, what.jars())));
        };
    }

    private Contract.Loaded ofClassPath(PluginHost made, Contract.Load what)
            throws InterruptedException {
        try {
            return result(
                    made.loadClass(id, Class.forName(what.entryClass()).asSubclass(Plugin.class)));
        } catch (ClassNotFoundException | LinkageError absent) {
            return refused(
                    List.of(
                            new Mistake(
                                    id,
                                    "is no class on the class path of its process: " + absent)));
        }
    }

    private Contract.Loaded result(LoadResult result) {
        return switch (result) {
            case LoadResult.Serving serving -> offered();
            case LoadResult.Refused(List<Mistake> mistakes) -> refused(mistakes);
            case LoadResult.Disabled(String why) -> refused(List.of(new Mistake(id, why)));
        };
    }

    private PluginServices services(Contract.Load what) {
        Section settings = Section.of("plugins." + what.id(), what.settings());
        InstantSource time = what.toldTime() ? this::told : clock;
        return new PluginServices(
                pluginId -> settings,
                secret -> link.awaitAll("secret", secret.reveal()),
                telling -> new Stores(storage, time, what.maxValueBytes(), telling),
                (room, reply) ->
                        link.awaitAll(
                                "speak",
                                Map.of("room", Wire.node(room), "reply", Wire.reply(reply))),
                threads,
                new RunningCalls(),
                incidents,
                complaint -> LoggerFactory.getLogger(ChildLoad.class).warn("{}", complaint),
                time,
                Path.of(what.folder()).resolve("plugins.last"),
                Elsewhere.NOWHERE);
    }

    private Instant told() {
        return Instant.parse(link.awaitAll("now", "").asString());
    }

    /** With its libraries, and without the plugins that it may be used with: they are not here. */
    private static PluginJar alone(PluginJar jar, List<String> jars) {
        return new PluginJar(
                jar.manifest().alone(),
                jar.source(),
                jar.copy(),
                jar.sha256(),
                jars.stream()
                        .skip(1)
                        .map(Path::of)
                        .map(path -> new PluginJar.Library(path, path, ""))
                        .toList(),
                jar.origin());
    }

    private static Contract.Loaded refused(List<Mistake> mistakes) {
        return new Contract.Loaded(
                List.of(),
                List.of(),
                mistakes.stream()
                        .map(mistake -> new Contract.Wrong(mistake.place(), mistake.problem()))
                        .toList());
    }

    private Contract.Loaded offered() {
        Snapshot now = snapshot().orElseThrow();
        return new Contract.Loaded(
                now.commands().commands().stream()
                        .map(command ->
                                new Contract.OfferedCommand(
                                        command.definition(), wrappings(command.handler())))
                        .toList(),
                now.listeners().stream().map(BoundListener::definition).toList(),
                List.of());
    }

    private static List<Handler.Wrapping> wrappings(Handler handler) {
        return handler.slots().stream()
                .filter(Handler.Slot.Argument.class::isInstance)
                .map(slot -> ((Handler.Slot.Argument) slot).wrapping())
                .toList();
    }

    String id() {
        return id;
    }

    private Optional<Snapshot> snapshot() {
        return Optional.ofNullable(host).map(PluginHost::snapshot);
    }

    Optional<BoundCommand> command(String name) {
        return snapshot().flatMap(now -> now.commands().command(name));
    }

    Optional<BoundListener> listener(String name, String pattern) {
        return snapshot().stream()
                .flatMap(now -> now.listeners().stream())
                .filter(listener -> listener.definition().name().equals(name))
                .filter(listener -> listener.definition().pattern().pattern().equals(pattern))
                .findFirst();
    }

    void clear() {
        WorkFiles.remove(folder);
    }

    void close() throws InterruptedException {
        if (host != null) {
            host.close();
        }
    }
}
