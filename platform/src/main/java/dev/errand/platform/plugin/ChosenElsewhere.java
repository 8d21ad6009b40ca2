package dev.errand.platform.plugin;

import dev.errand.platform.store.Following;
import dev.errand.storage.spi.Storage;
import java.util.List;
import java.util.Optional;

/**
 * Follows what admins choose for plugins at other bots on the same storage, and what they had chosen
 * when this one started without it.
 */
final class ChosenElsewhere {

    private final Registry registry;
    private final PluginChoices choices;
    private final Arrivals arrivals;
    private final Departures departures;
    private final Following following =
            new Following(List.of(PluginChoices.NAMESPACE), this::readAndSettle);

    ChosenElsewhere(
            Registry registry,
            PluginChoices choices,
            Arrivals arrivals,
            Departures departures) {
        this.registry = registry;
        this.choices = choices;
        this.arrivals = arrivals;
        this.departures = departures;
    }

    void keepUp(Storage storage) {
        following.keepUp(storage, this::retry);
    }

    private void readAndSettle() {
        try {
            for (String id : choices.read()) {
                settle(id);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(String id) throws InterruptedException {
        Optional<Candidate> known = registry.known(id);
        if (known.isEmpty()) {
            return;
        }
        Optional<String> disabled = choices.disabled(id);
        Optional<String> held = registry.held(id);
        if (disabled.isPresent()) {
            registry.hold(id, disabled.get());
            departures.letGo(registry.withdraw(id));
        } else if (held.isEmpty() || held.get().equals(PluginChoices.DISABLED)) {
            arrivals.load(known.get(), BeforeServing.NOTHING);
        }
    }

    /** What could not be loaded for want of the storage may be loaded now. */
    private void retry() {
        try {
            for (String id : registry.ids()) {
                Optional<Candidate> failed =
                        registry.broken(id)
                                .filter(bad -> registry.serving(id).isEmpty())
                                .flatMap(bad -> registry.known(id));
                if (failed.isPresent()) {
                    arrivals.load(failed.get(), BeforeServing.NOTHING);
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
