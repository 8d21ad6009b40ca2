package dev.errand.platform.plugin;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator what came, what went, and what cannot. */
final class Notices {

    private final Logger log = LoggerFactory.getLogger(PluginHost.NOTICES);
    private final Registry registry;

    Notices(Registry registry) {
        this.registry = registry;
    }

    /** Keeps in mind, and tells, that something cannot be put in service. */
    void broken(JarReading.Bad bad) {
        registry.breaks(bad);
        String kept =
                registry.serving(bad.name())
                        .map(old -> "\n  Version " + old.version() + " goes on serving.")
                        .orElse("");
        StringBuilder text = new StringBuilder();
        bad.mistakes().forEach(mistake -> text.append("\n  - ").append(mistake));
        log.warn("Plugin {} cannot be put in service:{}{}", bad.name(), text, kept);
    }

    void gone(LoadedPlugin plugin) {
        log.info("Plugin {} {} is gone.", plugin.id(), plugin.version());
    }

    void remark(String id, String remark) {
        log.warn("Plugin {}: {}", id, remark);
    }

    void came(LoadedPlugin loaded, Optional<LoadedPlugin> old) {
        List<String> commands = loaded.commands().stream().map(c -> c.definition().name()).toList();
        if (old.isEmpty()) {
            log.info(
                    "Plugin {} {} is in service: {}.",
                    loaded.id(),
                    loaded.version(),
                    commands.isEmpty() ? "no commands" : String.join(", ", commands));
        } else {
            log.info(
                    "Plugin {} {} has replaced {}.",
                    loaded.id(),
                    loaded.version(),
                    old.get().version());
        }
        clashes(loaded.id());
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
