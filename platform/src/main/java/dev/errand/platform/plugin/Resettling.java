package dev.errand.platform.plugin;

import dev.errand.api.StoreException;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Section;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts plugins in service with other settings: all of them are made ready beside those that serve,
 * and exchanged in one step, or none is.
 */
final class Resettling {

    private static final int MOST_TRIES = 20;

    private final Registry registry;
    private final PluginLoading loading;
    private final PluginChoices choices;
    private final Departures departures;

    Resettling(
            Registry registry,
            PluginLoading loading,
            PluginChoices choices,
            Departures departures) {
        this.registry = registry;
        this.loading = loading;
        this.choices = choices;
        this.departures = departures;
    }

    /** Gives what is wrong; then nothing has changed. */
    List<Mistake> apply(Set<String> ids, Function<String, Section> configured, BeforeServing commit)
            throws InterruptedException {
        try {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                Optional<List<Mistake>> result = once(ids, configured, commit);
                if (result.isPresent()) {
                    return result.get();
                }
            }
        } catch (StoreException e) {
            return List.of(new Mistake("plugins", "cannot be read: " + e.getMessage()));
        }
        return List.of(new Mistake("plugins", "they change all the time; try again"));
    }

    private Optional<List<Mistake>> once(
            Set<String> ids, Function<String, Section> configured, BeforeServing commit)
            throws InterruptedException {
        List<Candidate> order =
                registry.withDependants(ids).stream().map(LoadedPlugin::candidate).toList();
        Family family =
                new Family(
                        registry,
                        loading,
                        id ->
                                configured
                                        .apply(id)
                                        .with(choices.known(id).settings(), PluginChoices.PLACE));
        return switch (family.makeAll(order)) {
            case Family.Made.Failed(List<Mistake> mistakes, boolean waits) -> Optional.of(mistakes);
            case Family.Made.Ready(List<LoadedPlugin> ready) -> exchange(family, ready, commit);
        };
    }

    private Optional<List<Mistake>> exchange(
            Family family, List<LoadedPlugin> ready, BeforeServing commit)
            throws InterruptedException {
        try {
            Optional<List<LoadedPlugin>> old = registry.exchange(ready, commit);
            if (old.isEmpty()) {
                family.discard();
                return Optional.empty();
            }
            departures.retire(old.get());
            return Optional.of(List.of());
        } catch (IOException | RuntimeException e) {
            family.discard();
            return Optional.of(
                    List.of(new Mistake("plugins", "cannot be changed: " + e.getMessage())));
        }
    }
}
