package dev.errand.platform.plugin;

import dev.errand.api.Caller;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Section;
import dev.errand.platform.execution.CallInfo;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.PluginThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a plugin ready beside whatever serves, and takes it apart again. Nothing here touches what
 * is registered.
 */
final class PluginLoading {

    /** What a plugin's classes see of the host; all else is its own. */
    static final List<String> SHARED = List.of("dev.errand.api.", "org.slf4j.", "org.jspecify.");

    /** A plugin that is ready, or why it is not. */
    sealed interface Prepared {

        record Ready(LoadedPlugin plugin) implements Prepared {}

        record Failed(List<Mistake> mistakes) implements Prepared {}
    }

    /** Makes the plugin's object, on one of its threads. */
    private interface Construction {
        Plugin make(PluginContext context) throws Throwable;
    }

    private static final Caller HOST =
            new Caller(new Person(new PersonId("errand", "host"), "errand"), Set.of());
    private static final Room NOWHERE = new Room(new RoomId("errand", "host"), "", true);

    private final PluginServices services;
    private final PluginLimits limits;
    private final WorkFolder work;
    private final LoaderWatch watch;
    private final Logger log = LoggerFactory.getLogger(PluginLoading.class);

    PluginLoading(
            PluginServices services, PluginLimits limits, WorkFolder work, LoaderWatch watch) {
        this.services = services;
        this.limits = limits;
        this.work = work;
        this.watch = watch;
    }

    /**
     * Loads a plugin up to the point where it could serve.
     *
     * @param candidate what
     * @param needs the loads of the plugins that it needs
     * @param settings its settings
     */
    Prepared prepare(Candidate candidate, List<LoadedPlugin> needs, Section settings)
            throws InterruptedException {
        Optional<Elsewhere.Place> place = services.elsewhere().of(candidate.id());
        if (place.isPresent()) {
            return prepareElsewhere(candidate, needs, settings, place.get());
        }
        if (candidate.type().isPresent()) {
            return prepare(
                    candidate,
                    settings,
                    needs,
                    Optional.empty(),
                    context ->
                            Constructing.construct(
                                    candidate.type().orElseThrow(),
                                    context,
                                    settings,
                                    services.secrets()));
        }
        PluginJar jar = candidate.jar();
        JarUnit unit;
        try {
            work.use(jar);
        } catch (IOException e) {
            return new Prepared.Failed(
                    List.of(new Mistake(jar.manifest().id(), "cannot be read: " + e.getMessage())));
        }
        try {
            unit = JarUnit.open(jar, imports(needs));
        } catch (RuntimeException | LinkageError e) {
            release(jar);
            return new Prepared.Failed(
                    List.of(
                            new Mistake(
                                    jar.manifest().id(), "cannot be opened: " + e.getMessage())));
        }
        String entry = jar.manifest().entryClass();
        return prepare(
                candidate,
                settings,
                needs,
                Optional.of(unit),
                context ->
                        Constructing.construct(
                                unit.loader().loadClass(entry),
                                context,
                                settings,
                                services.secrets()));
    }

    private Prepared prepareElsewhere(
            Candidate candidate, List<LoadedPlugin> needs, Section settings, Elsewhere.Place place)
            throws InterruptedException {
        PluginJar jar = candidate.jar();
        Optional<Mistake> shared = Sharing.hindrance(candidate, needs);
        if (shared.isPresent()) {
            return new Prepared.Failed(List.of(shared.get()));
        }
        if (candidate.type().isPresent()) {
            return prepare(
                    candidate,
                    settings,
                    needs,
                    Optional.empty(),
                    launch(place, jar, settings, () -> {}));
        }
        try {
            work.use(jar);
        } catch (IOException e) {
            return new Prepared.Failed(
                    List.of(new Mistake(jar.manifest().id(), "cannot be read: " + e.getMessage())));
        }
        return prepare(
                candidate,
                settings,
                needs,
                Optional.empty(),
                launch(place, jar, settings, () -> release(jar)));
    }

    private static Construction launch(
            Elsewhere.Place place, PluginJar jar, Section settings, AutoCloseable release) {
        return context -> {
            context.closeWithPlugin(release);
            return switch (place.launch(jar, settings, context)) {
                case Elsewhere.Launch.Ready(RemotePlugin plugin) -> plugin;
                case Elsewhere.Launch.Failed(List<Mistake> mistakes) ->
                        throw new Constructing.Rejected(mistakes);
            };
        };
    }

    /** Makes one of the host's own plugins ready. */
    Prepared prepareBuiltIn(Candidate candidate, Plugin plugin) throws InterruptedException {
        return prepare(
                candidate,
                Section.empty("plugins." + candidate.id()),
                List.of(),
                Optional.empty(),
                context -> plugin);
    }

    /** The classes that a plugin gets from elsewhere. */
    static List<PluginClassLoader.Import> imports(List<LoadedPlugin> needs) {
        List<PluginClassLoader.Import> imports =
                new ArrayList<>(
                        PluginClassLoader.Import.all(SHARED, PluginLoading.class.getClassLoader()));
        needs.forEach(needed -> imports.addAll(needed.exported()));
        return imports;
    }

    private Prepared prepare(
            Candidate candidate,
            Section settings,
            List<LoadedPlugin> needs,
            Optional<JarUnit> unit,
            Construction construction)
            throws InterruptedException {
        PluginJar jar = candidate.jar();
        String id = jar.manifest().id();
        @Nullable ClassLoader loader =
                unit.map(JarUnit::loader).orElse(PluginLoading.class.getClassLoader());
        PluginThreads threads =
                new PluginThreads(
                        id, limits.threads(), loader, services.calls(), services.incidents());
        Logger logger = LoggerFactory.getLogger("plugin." + id);
        PluginScope scope = new PluginScope(logger);
        SharedServices shared =
                new SharedServices(needs.stream().map(LoadedPlugin::services).toList());
        PluginContext context =
                new HostPluginContext(
                        id,
                        services.stores()
                                .apply(
                                        new PluginTelling(
                                                threads,
                                                services.threads(),
                                                scope,
                                                () -> info(id, "watching a store"))),
                        services.speaker(),
                        services.clock(),
                        scope,
                        shared,
                        logger);
        AtomicReference<LoadedPlugin> loaded = new AtomicReference<>();
        AtomicReference<List<Mistake>> mistakes = new AtomicReference<>(List.of());
        Outcome outcome =
                threads.run(
                        info(id, "loading " + id),
                        call -> {
                            try {
                                Plugin instance = construction.make(context);
                                instance.start();
                                instance.selfCheck();
                                Handlers handlers = Handlers.of(id, instance, threads);
                                loaded.set(
                                        new LoadedPlugin(
                                                candidate,
                                                settings,
                                                needs,
                                                unit,
                                                instance,
                                                threads,
                                                scope,
                                                shared,
                                                handlers.commands(),
                                                handlers.listeners()));
                            } catch (Constructing.Rejected rejected) {
                                mistakes.set(rejected.mistakes());
                            }
                            return List.of();
                        },
                        limits.starting());
        LoadedPlugin plugin = loaded.get();
        if (plugin != null && outcome instanceof Outcome.Returned) {
            return new Prepared.Ready(plugin);
        }
        discard(jar, unit, threads, scope);
        return new Prepared.Failed(
                mistakes.get().isEmpty()
                        ? List.of(new Mistake(id, reason(outcome)))
                        : mistakes.get());
    }

    private String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(String message) -> "does not start: " + message;
            case Outcome.Failed(var incident) ->
                    "does not start: "
                            + firstLine(incident.trace())
                            + " (incident "
                            + incident.id()
                            + ")";
            case Outcome.TimedOut(Duration deadline) ->
                    "does not start within " + deadline.toSeconds() + " seconds; it was given up";
            case Outcome.Killed(String by) -> "was killed by " + by + " while it started";
            case Outcome.Busy busy -> "does not start: no thread is free";
            case Outcome.Gone gone -> "does not start: the bot is ending";
            case Outcome.Returned returned -> "does not start";
        };
    }

    private static String firstLine(String trace) {
        int end = trace.indexOf('\n');
        String line = end < 0 ? trace : trace.substring(0, end);
        return line.length() <= 200 ? line.strip() : line.substring(0, 200) + "…";
    }

    /**
     * Takes a plugin out of memory after it is no longer registered: drain, stop, close, let go,
     * watch.
     */
    void retire(LoadedPlugin plugin) throws InterruptedException {
        Set<CallInfo> stuck = plugin.threads().drain(limits.draining());
        stuck.forEach(call ->
                complain(
                        plugin.jar(),
                        "ignores the interrupt of '"
                                + call.what()
                                + "', which keeps it in memory"));
        Outcome stopped =
                plugin.threads()
                        .run(
                                info(plugin.id(), "stopping " + plugin.id()),
                                call -> {
                                    plugin.instance().stop();
                                    return List.of();
                                },
                                limits.stopping());
        if (!(stopped instanceof Outcome.Returned)) {
            complain(plugin.jar(), "did not stop cleanly: " + reason(stopped));
        }
        discard(plugin.jar(), plugin.unit(), plugin.threads(), plugin.scope());
    }

    private void discard(
            PluginJar jar, Optional<JarUnit> unit, PluginThreads threads, PluginScope scope)
            throws InterruptedException {
        String id = jar.manifest().id();
        if (!scope.isEmpty()) {
            threads.run(
                    info(id, "closing the resources of " + id),
                    call -> {
                        scope.close();
                        return List.of();
                    },
                    limits.stopping());
        }
        threads.shutdown();
        unit.ifPresent(opened -> {
            LeftThreads.interrupt(opened.loader(), threads)
                    .forEach(name ->
                            complain(
                                    jar,
                                    "left the thread '"
                                            + name
                                            + "' behind, which was interrupted"));
            watch.expectGone(id, jar.manifest().version(), opened.loader());
            opened.close();
            release(jar);
        });
    }

    private void complain(PluginJar jar, String what) {
        services.complaints()
                .accept(
                        "Plugin "
                                + jar.manifest().id()
                                + " "
                                + jar.manifest().version()
                                + " "
                                + what
                                + ".");
    }

    private void release(PluginJar jar) {
        try {
            work.release(jar);
        } catch (IOException e) {
            log.warn("The work file {} could not be removed: {}", jar.copy(), e.toString());
        }
    }

    private CallInfo info(String id, String what) {
        return new CallInfo(
                services.calls().nextId(), id, what, HOST, NOWHERE, services.clock().instant());
    }
}
