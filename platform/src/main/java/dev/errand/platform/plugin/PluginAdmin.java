package dev.errand.platform.plugin;

import dev.errand.api.StoreException;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Section;
import dev.errand.platform.store.Stores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What admins do to plugins by commands: look, load anew, disable, configure, clean up. Safe for
 * use by any thread.
 */
public final class PluginAdmin {

    private final Registry registry;
    private final Stores stores;
    private final PluginChoices choices;
    private final PluginLook look;
    private final JarIntake intake;
    private final Arrivals arrivals;
    private final Departures departures;
    private final Resettling resettling;

    PluginAdmin(
            Registry registry,
            Stores stores,
            PluginChoices choices,
            PluginLook look,
            JarIntake intake,
            Arrivals arrivals,
            Departures departures,
            Resettling resettling) {
        this.registry = registry;
        this.stores = stores;
        this.choices = choices;
        this.look = look;
        this.intake = intake;
        this.arrivals = arrivals;
        this.departures = departures;
        this.resettling = resettling;
    }

    /**
     * The ids of all plugins that are known here.
     *
     * @return the ids, in order
     */
    public Set<String> ids() {
        return registry.ids();
    }

    /**
     * Whether a plugin is one of the host's own, which nobody can take away.
     *
     * @param id which
     * @return whether it was installed by the host itself
     */
    public boolean isOwn(String id) {
        return arrivals.isOwn(id);
    }

    /**
     * Where a plugin came from.
     *
     * @param id which
     * @return its origin; empty if it is not known
     */
    public Optional<PluginJar.Origin> origin(String id) {
        return registry.known(id).map(candidate -> candidate.jar().origin());
    }

    /**
     * The plugins in service that need another one, directly or not.
     *
     * @param id the other one
     * @return their ids
     */
    public List<String> dependants(String id) {
        return registry.dependants(id).stream().map(LoadedPlugin::id).toList();
    }

    /**
     * Looks closer at a plugin.
     *
     * @param id which
     * @return what is known of it; empty if nothing is
     */
    public Optional<PluginDetails> details(String id) {
        return look.at(id);
    }

    /**
     * Loads a plugin anew from where it came from.
     *
     * @param id which
     * @return what came of it, empty if there is no such plugin
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Optional<LoadResult> reload(String id) throws InterruptedException {
        Optional<Candidate> known = registry.known(id);
        if (known.isEmpty() || arrivals.isOwn(id)) {
            return Optional.empty();
        }
        return Optional.of(reload(known.get()));
    }

    private LoadResult reload(Candidate known) throws InterruptedException {
        if (known.type().isPresent()) {
            return arrivals.load(known, BeforeServing.NOTHING);
        }
        return switch (intake.again(known.jar())) {
            case JarReading.Good(PluginJar again) ->
                    arrivals.load(Candidate.of(again), BeforeServing.NOTHING);
            case JarReading.Bad(String name, List<Mistake> mistakes) ->
                    arrivals.refuse(known, mistakes);
        };
    }

    /**
     * Takes a plugin out of service, and keeps it out of it over restarts.
     *
     * @param id which
     * @throws StoreException if that cannot be kept
     */
    public void disable(String id) {
        choices.keep(id, choices.of(id).disabled(true));
        withdraw(id, PluginChoices.DISABLED);
    }

    /**
     * Puts a plugin in service that was disabled or unloaded.
     *
     * @param id which
     * @return what came of it, empty if there is no such plugin
     * @throws StoreException if that cannot be kept
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Optional<LoadResult> enable(String id) throws InterruptedException {
        PluginChoices.Chosen chosen = choices.of(id);
        if (chosen.disabled()) {
            choices.keep(id, chosen.disabled(false));
        }
        return reload(id);
    }

    /**
     * Takes a plugin out of service until somebody wants it again or the bot starts anew. Its calls
     * under way may end first; those that need it go with it.
     *
     * @param id which
     * @param why what people are told, such as {@code unloaded by a command}
     * @return whether it was in service
     */
    public boolean withdraw(String id, String why) {
        registry.hold(id, why);
        return departures.letGo(registry.withdraw(id));
    }

    /**
     * Takes a plugin out of service that was installed, and forgets it. What came in its place from
     * elsewhere stays.
     *
     * @param id which
     */
    public void uninstall(String id) {
        departures.letGo(registry.remove(id, PluginJar.Origin.INSTALLED));
    }

    /**
     * Changes one setting of a plugin, which is made ready with it beside the load that serves, and
     * only then put in its place.
     *
     * @param id which plugin
     * @param key the path of the setting
     * @param value the text to set; empty to go back to what is configured
     * @return what came of it
     * @throws StoreException if it cannot be kept
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public LoadResult configure(String id, String key, Optional<String> value)
            throws InterruptedException {
        Candidate candidate =
                registry.known(id)
                        .orElseThrow(() -> new IllegalArgumentException("No plugin " + id));
        // hidden before anything can go wrong with it, or the reason might tell it
        value.ifPresent(text -> look.hide(candidate, key, text));
        PluginChoices.Chosen wanted = choices.of(id).with(key, value);
        if (registry.serving(id).isPresent()) {
            // a plugin without settings would be loaded all the same, and nobody would read the
            // value
            List<Mistake> wrong =
                    value.isEmpty()
                            ? List.of()
                            : look.mistakesAt(candidate, choices.section(id, wanted), key);
            if (!wrong.isEmpty()) {
                return new LoadResult.Refused(wrong);
            }
            LoadResult result = arrivals.load(candidate, wanted, () -> choices.keep(id, wanted));
            if (result instanceof LoadResult.Refused) {
                registry.forgetBroken(id);
            }
            return result;
        }
        return configureAbsent(candidate, key, wanted);
    }

    /** Several settings may be missing, which come one after the other. */
    private LoadResult configureAbsent(Candidate candidate, String key, PluginChoices.Chosen wanted)
            throws InterruptedException {
        Section section = choices.section(candidate.id(), wanted);
        List<Mistake> wrong = look.mistakesAt(candidate, section, key);
        if (!wrong.isEmpty()) {
            return new LoadResult.Refused(wrong);
        }
        choices.keep(candidate.id(), wanted);
        Optional<String> held = registry.held(candidate.id());
        return held.isPresent()
                ? new LoadResult.Disabled(held.get())
                : arrivals.load(candidate, BeforeServing.NOTHING);
    }

    /**
     * Puts plugins in service with other settings: all are made ready with them beside those that
     * serve, and exchanged in one step, or nothing changes.
     *
     * @param ids those whose configured settings are others; one that does not serve is tried anew
     * @param configured what the configuration says from now on
     * @param commit done in that step, once it is sure that it can be made
     * @return what is wrong; empty if it was done
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public List<Mistake> resettle(
            Set<String> ids, Function<String, Section> configured, BeforeServing commit)
            throws InterruptedException {
        // the host's own commands are made by nobody else, and have no settings
        Set<String> theirs =
                ids.stream()
                        .filter(id -> !arrivals.isOwn(id))
                        .collect(Collectors.toUnmodifiableSet());
        List<Mistake> wrong = resettling.apply(theirs, configured, commit);
        if (wrong.isEmpty()) {
            for (String id : theirs) {
                Optional<Candidate> absent =
                        registry.known(id)
                                .filter(known ->
                                        registry.serving(id).isEmpty()
                                                && registry.held(id).isEmpty());
                if (absent.isPresent()) {
                    arrivals.load(absent.get(), BeforeServing.NOTHING);
                }
            }
        }
        return wrong;
    }

    /**
     * What was set for a plugin by commands.
     *
     * @param id which
     * @return texts by the paths of the settings
     * @throws StoreException if the storage does not answer
     */
    public Map<String, String> chosenSettings(String id) {
        return choices.of(id).settings();
    }

    /**
     * Lays aside what was set for a plugin by commands, for {@link #restoreSettings}.
     *
     * @param id which
     * @param mark the version that it belongs to, such as a digest
     * @throws StoreException if that cannot be kept
     */
    public void saveSettings(String id, String mark) {
        choices.save(id, mark);
    }

    /**
     * What was laid aside.
     *
     * @param id which
     * @param mark the version that it belongs to
     * @return texts by the paths of the settings, none if nothing was laid aside
     * @throws StoreException if the storage does not answer
     */
    public Map<String, String> savedSettings(String id, String mark) {
        return choices.saved(id, mark);
    }

    /**
     * Keeps what was laid aside in place of all that was set for a plugin by commands. It holds
     * from the plugin's next load on.
     *
     * @param id which
     * @param mark the version that it belongs to
     * @throws StoreException if that cannot be kept
     */
    public void restoreSettings(String id, String mark) {
        choices.keep(id, choices.of(id).settings(choices.saved(id, mark)));
    }

    /**
     * Forgets what was laid aside for versions that nobody goes back to.
     *
     * @param id which
     * @param marks those that stay
     * @throws StoreException if the storage does not answer
     */
    public void forgetSettings(String id, Set<String> marks) {
        choices.forgetSaved(id, marks);
    }

    /**
     * Removes all that a plugin has kept, and what was set for it.
     *
     * @param id which; it should not be in service
     * @return how many values were removed
     * @throws StoreException if the storage does not answer
     */
    public long purge(String id) {
        choices.keep(id, PluginChoices.Chosen.NOTHING);
        choices.forgetSaved(id, Set.of());
        return stores.purge("plugin/" + id + "/");
    }
}
