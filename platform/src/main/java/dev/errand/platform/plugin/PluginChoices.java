package dev.errand.platform.plugin;

import dev.errand.api.Store;
import dev.errand.api.StoreException;
import dev.errand.platform.config.Section;
import dev.errand.platform.store.Stores;
import dev.errand.storage.spi.Namespace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What admins chose for plugins by commands: settings, laid over those of {@code errand.conf}, and
 * which plugins are disabled. Kept in the host's own namespace.
 */
final class PluginChoices {

    /**
     * What was chosen for one plugin.
     *
     * @param settings texts by the path of the setting
     * @param disabled whether it is kept out of service
     */
    record Chosen(Map<String, String> settings, boolean disabled) {

        static final Chosen NOTHING = new Chosen(Map.of(), false);

        /** Copies the settings, in the order of their keys. */
        Chosen {
            settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings));
        }

        Chosen disabled(boolean now) {
            return new Chosen(settings, now);
        }

        Chosen settings(Map<String, String> now) {
            return new Chosen(now, disabled);
        }

        Chosen with(String key, Optional<String> value) {
            Map<String, String> changed = new TreeMap<>(settings);
            value.ifPresentOrElse(text -> changed.put(key, text), () -> changed.remove(key));
            return new Chosen(changed, disabled);
        }
    }

    /** Where a value stands that was set by a command. */
    private static final String AT = "@";

    static final String PLACE = "set in chat";

    private final Store<Chosen> chosen;
    private final Store<Chosen> saved;
    private final PluginSettings configured;

    PluginChoices(Stores stores, PluginSettings configured) {
        this.chosen = stores.open(Namespace.of("host", "plugins"), Chosen.class);
        this.saved = stores.open(Namespace.of("host", "plugins-before"), Chosen.class);
        this.configured = configured;
    }

    /**
     * What was chosen.
     *
     * @throws StoreException if the storage does not answer
     */
    Chosen of(String id) {
        return chosen.get(id).orElse(Chosen.NOTHING);
    }

    void keep(String id, Chosen now) {
        if (now.equals(Chosen.NOTHING)) {
            chosen.remove(id);
        } else {
            chosen.put(id, now);
        }
    }

    void save(String id, String mark) {
        saved.put(id + AT + mark, of(id));
    }

    Map<String, String> saved(String id, String mark) {
        return saved.get(id + AT + mark).orElse(Chosen.NOTHING).settings();
    }

    void forgetSaved(String id, Set<String> marks) {
        try (Stream<String> keys = saved.keys(id + AT)) {
            keys.filter(key -> !marks.contains(key.substring(id.length() + AT.length())))
                    .forEach(saved::remove);
        }
    }

    /** The configured settings of a plugin under what was chosen. */
    Section section(String id, Chosen now) {
        return configured.of(id).with(now.settings(), PLACE);
    }

    /** Why a plugin is not to be loaded; empty if it is. */
    Optional<String> disabled(String id) {
        if (configured.isDisabled(id)) {
            return Optional.of("disabled by disabled-plugins in errand.conf");
        }
        return of(id).disabled() ? Optional.of("disabled by a command") : Optional.empty();
    }

    boolean isConfiguredAway(String id) {
        return configured.isDisabled(id);
    }
}
