package dev.errand.platform.plugin;

import dev.errand.api.StoreException;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Section;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes plugins ready beside what serves, and exchanges them for it in the last step. What fails
 * before leaves what served serving.
 */
final class Arrivals {

    private static final int MOST_TRIES = 20;

    private final Registry registry;
    private final PluginLoading loading;
    private final PluginChoices choices;
    private final Notices notices;
    private final Departures departures;
    private final Set<String> own = ConcurrentHashMap.newKeySet();
    private final Set<String> undecided = ConcurrentHashMap.newKeySet();

    Arrivals(
            Registry registry,
            PluginLoading loading,
            PluginChoices choices,
            Notices notices,
            Departures departures) {
        this.registry = registry;
        this.loading = loading;
        this.choices = choices;
        this.notices = notices;
        this.departures = departures;
    }

    /** From now on no other plugin may have this id. */
    void reserve(String id) {
        own.add(id);
    }

    /** Whether nobody could tell, when it was to be loaded, if it is disabled. */
    boolean isUndecided(String id) {
        return undecided.contains(id);
    }

    boolean isOwn(String id) {
        return own.contains(id);
    }

    /** Loads with the settings that hold, unless the plugin is disabled. */
    LoadResult load(Candidate candidate, BeforeServing keeping) throws InterruptedException {
        if (isOwn(candidate.id())) {
            return refuse(
                    candidate,
                    "is the name of Errand's own commands; give the plugin another Plugin-Id");
        }
        Optional<String> disabled;
        try {
            disabled = choices.disabled(candidate.id());
            undecided.remove(candidate.id());
        } catch (StoreException away) {
            undecided.add(candidate.id());
            registry.know(candidate);
            return refuse(
                    candidate,
                    "waits for the storage, which alone knows whether an admin has disabled it and what"
                            + " was set for it in chat; plugin-policy.without-storage says what else it"
                            + " could do ("
                            + away.getMessage()
                            + ")");
        }
        try {
            if (disabled.isPresent()) {
                keeping.keep();
                registry.know(candidate);
                registry.hold(candidate.id(), disabled.get());
                return new LoadResult.Disabled(disabled.get());
            }
            return load(candidate, id -> choices.section(id, choices.known(id)), keeping);
        } catch (StoreException | IOException e) {
            return refuse(candidate, "cannot be kept: " + e.getMessage());
        }
    }

    /** Loads with other settings than those that hold. */
    LoadResult load(Candidate candidate, PluginChoices.Chosen wanted, BeforeServing keeping)
            throws InterruptedException {
        try {
            if (choices.disabled(candidate.id()).isPresent()) {
                return load(candidate, keeping);
            }
            return load(
                    candidate,
                    id ->
                            choices.section(
                                    id, id.equals(candidate.id()) ? wanted : choices.known(id)),
                    keeping);
        } catch (StoreException e) {
            return refuse(candidate, "cannot be kept: " + e.getMessage());
        }
    }

    private LoadResult load(
            Candidate candidate, Function<String, Section> settings, BeforeServing keeping)
            throws InterruptedException {
        registry.know(candidate);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Family family = new Family(registry, loading, settings);
            switch (family.make(candidate)) {
                case Family.Made.Failed(List<Mistake> mistakes, boolean waits) -> {
                    if (waits) {
                        registry.await(candidate.id());
                    }
                    return refuse(candidate, mistakes);
                }
                case Family.Made.Ready(List<LoadedPlugin> ready) -> {
                    Optional<LoadResult> result = serve(family, ready, keeping);
                    if (result.isPresent()) {
                        return result.get();
                    }
                }
            }
        }
        return refuse(candidate, "what it needs changes all the time; try again");
    }

    private Optional<LoadResult> serve(
            Family family, List<LoadedPlugin> ready, BeforeServing keeping)
            throws InterruptedException {
        LoadedPlugin root = ready.getFirst();
        Optional<List<LoadedPlugin>> old;
        try {
            old = registry.exchange(ready, keeping);
        } catch (IOException | RuntimeException e) {
            family.discard();
            return Optional.of(refuse(root.candidate(), "cannot be kept: " + e.getMessage()));
        }
        if (old.isEmpty()) {
            family.discard();
            return Optional.empty();
        }
        Optional<LoadedPlugin> replaced =
                old.get().stream().filter(plugin -> plugin.id().equals(root.id())).findFirst();
        notices.came(root, replaced);
        departures.retire(old.get());
        for (Candidate waiting : registry.waitingFor(root.id())) {
            load(waiting, BeforeServing.NOTHING);
        }
        return Optional.of(
                new LoadResult.Serving(
                        root.version(),
                        replaced.map(LoadedPlugin::version).orElse(""),
                        ready.stream().skip(1).map(LoadedPlugin::id).toList()));
    }

    private LoadResult refuse(Candidate candidate, String problem) {
        return refuse(candidate, List.of(new Mistake(candidate.id(), problem)));
    }

    LoadResult refuse(Candidate candidate, List<Mistake> mistakes) {
        notices.broken(new JarReading.Bad(candidate.id(), mistakes));
        return new LoadResult.Refused(mistakes);
    }
}
