package dev.errand.platform.plugin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator what came, what went, and what cannot. */
final class Notices {

    private final Logger log = LoggerFactory.getLogger(PluginHost.NOTICES);
    private final Registry registry;
    private final LongAdder loaded = new LongAdder();
    private final LongAdder unloaded = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Notices(Registry registry) {
        this.registry = registry;
    }

    /** Keeps in mind, and tells, that something cannot be put in service. */
    void broken(JarReading.Bad bad) {
        registry.breaks(bad);
        refused.increment();
        String kept =
                registry.serving(bad.name())
                        .map(old -> "\n  Version " + old.version() + " goes on serving.")
                        .orElse("");
        StringBuilder text = new StringBuilder();
        bad.mistakes().forEach(mistake -> text.append("\n  - ").append(mistake));
        log.warn("Plugin {} cannot be put in service:{}{}", bad.name(), text, kept);
    }

    /** How often all that was so far. */
    PluginLoads counted() {
        return new PluginLoads(loaded.sum(), unloaded.sum(), refused.sum());
    }

    void gone(LoadedPlugin plugin) {
        unloaded.increment();
        log.info("Plugin {} {} is gone.", plugin.id(), plugin.version());
    }

    void remark(String id, String remark) {
        log.warn("Plugin {}: {}", id, remark);
    }

    void came(LoadedPlugin fresh, Optional<LoadedPlugin> old) {
        loaded.increment();
        List<String> commands = fresh.commands().stream().map(c -> c.definition().name()).toList();
        if (old.isEmpty()) {
            log.info(
                    "Plugin {} {} is in service: {}.",
                    fresh.id(),
                    fresh.version(),
                    commands.isEmpty() ? "no commands" : String.join(", ", commands));
        } else {
            log.info(
                    "Plugin {} {} has replaced {}.",
                    fresh.id(),
                    fresh.version(),
                    old.get().version());
        }
        clashes(fresh.id());
    }

    private void clashes(String id) {
        registry.snapshot().commands().clashes().stream()
                .filter(clash -> clash.loser().equals(id) || clash.owner().equals(id))
                .forEach(clash ->
                        log.warn(
                                "The command '{}' belongs to {}; {} has one too, which is reached as {}:{}",
                                clash.name(),
                                clash.owner(),
                                clash.loser(),
                                clash.loser(),
                                clash.name()));
    }
}
