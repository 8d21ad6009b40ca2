package dev.errand.platform.plugin;

import dev.errand.api.Store;
import dev.errand.api.StoreException;
import dev.errand.api.StoreType;
import dev.errand.platform.config.Section;
import dev.errand.platform.store.LocalCopy;
import dev.errand.platform.store.Stores;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.StorageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What admins chose for plugins by commands: settings, laid over those of {@code errand.conf}, and
 * which plugins are disabled. Kept in the host's own namespace, and once more in a file of this bot
 * alone: a start without the storage goes by what that says, so that the plugins which need no
 * storage serve, and one that is disabled does not. Safe for use by any thread.
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

    static final String DISABLED = "disabled by a command";

    static final Namespace NAMESPACE = Namespace.of("host", "plugins");

    private final Store<Chosen> chosen;
    private final Store<Chosen> saved;
    private final PluginSettings configured;
    private final LocalCopy<Map<String, Chosen>> copy;

    /**
     * What the storage, or its copy, said last of all plugins; not there before either was read.
     */
    private @Nullable Map<String, Chosen> last;

    PluginChoices(Stores stores, PluginSettings configured, Path copy) {
        this.chosen = stores.open(NAMESPACE, Chosen.class);
        this.saved = stores.open(Namespace.of("host", "plugins-before"), Chosen.class);
        this.configured = configured;
        this.copy = new LocalCopy<>(copy, new StoreType<>() {});
    }

    /**
     * What was chosen.
     *
     * @throws StoreException if the storage does not answer
     */
    Chosen of(String id) {
        return chosen.get(id).orElse(Chosen.NOTHING);
    }

    /**
     * What was chosen, or while the storage is away, what was when it was asked last.
     *
     * @throws StoreException if neither is known
     */
    synchronized Chosen known(String id) {
        try {
            return of(id);
        } catch (StoreException e) {
            // one that cannot be read is no reason to go back to an older one
            if (!(e.getCause() instanceof StorageException)) {
                throw e;
            }
            return last().orElseThrow(() -> e).getOrDefault(id, Chosen.NOTHING);
        }
    }

    /** What was chosen, as far as anybody can tell now. */
    synchronized Chosen toShow(String id) {
        try {
            return known(id);
        } catch (StoreException unknown) {
            return Chosen.NOTHING;
        }
    }

    private Optional<Map<String, Chosen>> last() {
        if (last == null) {
            last = copy.read().orElse(null);
        }
        return Optional.ofNullable(last)
                .or(() -> configured.servesUnasked() ? Optional.of(Map.of()) : Optional.empty());
    }

    /**
     * Reads what was chosen for all plugins.
     *
     * @return those for which it is something else than was known before
     * @throws StoreException if the storage does not answer
     */
    synchronized Set<String> read() {
        Map<String, Chosen> now = new TreeMap<>();
        try (Stream<String> keys = chosen.keys()) {
            keys.forEach(id -> chosen.get(id).ifPresent(found -> now.put(id, found)));
        }
        Map<String, Chosen> before = last == null ? now : last;
        remember(now);
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(now.keySet());
        ids.removeIf(id -> Objects.equals(before.get(id), now.get(id)));
        return ids;
    }

    private void remember(Map<String, Chosen> now) {
        last = Map.copyOf(now);
        copy.write(now);
    }

    /** Keeps it; whoever calls sees to it that the plugin is loaded with it. */
    synchronized void keep(String id, Chosen now) {
        if (now.equals(Chosen.NOTHING)) {
            chosen.remove(id);
        } else {
            chosen.put(id, now);
        }
        if (last != null) {
            Map<String, Chosen> all = new TreeMap<>(last);
            all.remove(id);
            if (!now.equals(Chosen.NOTHING)) {
                all.put(id, now);
            }
            remember(all);
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

    /**
     * Why a plugin is not to be loaded; empty if it is.
     *
     * @throws StoreException if that is not known
     */
    Optional<String> disabled(String id) {
        if (configured.isDisabled(id)) {
            return Optional.of("disabled by disabled-plugins in errand.conf");
        }
        return known(id).disabled() ? Optional.of(DISABLED) : Optional.empty();
    }

    boolean isConfiguredAway(String id) {
        return configured.isDisabled(id);
    }
}
