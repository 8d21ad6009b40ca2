package dev.errand.platform.plugin;

import dev.errand.platform.config.Section;
import dev.errand.platform.store.Following;
import dev.errand.storage.spi.Storage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows what admins choose for plugins at other bots on the same storage, and what they had
 * chosen when this one started without it.
 */
final class ChosenElsewhere {

    private final Registry registry;
    private final PluginChoices choices;
    private final Arrivals arrivals;
    private final Departures departures;
    private final Following following =
            new Following(List.of(PluginChoices.NAMESPACE), this::readAndSettle);

    ChosenElsewhere(
            Registry registry, PluginChoices choices, Arrivals arrivals, Departures departures) {
        this.registry = registry;
        this.choices = choices;
        this.arrivals = arrivals;
        this.departures = departures;
    }

    void keepUp(Storage storage) {
        following.keepUp(storage, this::retry);
    }

    private void readAndSettle() {
        Set<String> changed = choices.read();
        try {
            for (String id : registry.ids()) {
                Optional<Candidate> known = registry.known(id);
                if (known.isPresent() && !arrivals.isOwn(id)) {
                    settle(known.get(), changed.contains(id) || arrivals.isUndecided(id));
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(Candidate known, boolean news) throws InterruptedException {
        String id = known.id();
        // waits for an exchange under way, whose settings are only then all of them in the storage
        Optional<LoadedPlugin> serving = registry.serving(id);
        PluginChoices.Chosen now = choices.of(id);
        if (serving.isPresent()) {
            if (now.disabled()) {
                registry.hold(id, PluginChoices.DISABLED);
                departures.letGo(registry.withdraw(id));
            } else if (!isWith(serving.get(), choices.section(id, now))) {
                arrivals.load(serving.get().candidate(), BeforeServing.NOTHING);
            }
        } else if (news && registry.held(id).map(PluginChoices.DISABLED::equals).orElse(true)) {
            arrivals.load(known, BeforeServing.NOTHING);
        }
    }

    private static boolean isWith(LoadedPlugin plugin, Section settings) {
        return plugin.settings().written().equals(settings.written());
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
