package dev.errand.platform.boot;

import dev.errand.platform.config.ConfigResult;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration that holds now. Admins, roles, rules, limits and the settings of plugins take
 * effect when it is read anew; all of them or none. Safe for use by any thread.
 */
final class LiveConfig {

    /**
     * What came of reading it anew.
     *
     * @param taken whether it was good
     * @param words for people
     * @param changes what holds now that did not hold before
     */
    record Reloaded(boolean taken, String words, List<String> changes) {}

    /** Puts plugins in service with other settings. */
    @FunctionalInterface
    interface Plugins {

        /**
         * All of them or none.
         *
         * @param changed those whose settings are others
         * @param next what holds from then on
         * @param commit done in the step in which they are exchanged
         * @return what is wrong; empty if it was done
         */
        List<String> change(Set<String> changed, ErrandConfig next, Runnable commit)
                throws InterruptedException;
    }

    private final Supplier<ConfigResult> reread;
    private final Plugins plugins;
    private final Supplier<Set<String>> known;
    private final AtomicReference<ErrandConfig> current;
    private volatile ErrandConfig coming;

    /**
     * Made once.
     *
     * @param start what holds at first
     * @param reread reads the file
     * @param plugins puts plugins in service with other settings
     * @param known the ids of all plugins that are here
     */
    LiveConfig(
            ErrandConfig start,
            Supplier<ConfigResult> reread,
            Plugins plugins,
            Supplier<Set<String>> known) {
        this.reread = reread;
        this.plugins = plugins;
        this.known = known;
        this.current = new AtomicReference<>(start);
        this.coming = start;
    }

    ErrandConfig now() {
        return current.get();
    }

    /** What holds for a plugin that is loaded now: while it is read anew, what is to hold. */
    ErrandConfig coming() {
        return coming;
    }

    /** What the file says differently from what holds; nothing is changed by it. */
    String difference() {
        return switch (reread.get()) {
            case ConfigResult.Rejected(List<Problem> problems) -> Problem.describe(problems);
            case ConfigResult.Loaded(ErrandConfig read) -> {
                ErrandConfig holds = now();
                List<String> soon = new ArrayList<>(holds.differences(next(holds, read)));
                soon.removeIf(line -> line.startsWith("chats."));
                List<String> later = new ArrayList<>(holds.differences(read));
                later.removeAll(soon);
                yield soon.isEmpty() && later.isEmpty()
                        ? "The file says what holds."
                        : Stream.of(
                                        block(holds.prefix() + "config reload makes hold:", soon),
                                        block("Only a restart makes hold:", later))
                                .flatMap(Optional::stream)
                                .collect(Collectors.joining("\n"));
            }
        };
    }

    private static Optional<String> block(String title, List<String> lines) {
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(title + "\n" + String.join("\n", lines));
    }

    synchronized Reloaded reload() {
        return switch (reread.get()) {
            case ConfigResult.Rejected(List<Problem> problems) ->
                    refused(Problem.describe(problems));
            case ConfigResult.Loaded(ErrandConfig read) -> take(read);
        };
    }

    private static Reloaded refused(String why) {
        return new Reloaded(
                false, "The old configuration still holds, as a whole. " + why, List.of());
    }

    private Reloaded take(ErrandConfig read) {
        ErrandConfig old = current.get();
        ErrandConfig next = next(old, read);
        Set<String> changed = changedPlugins(old, read);
        coming = next;
        try {
            List<String> wrong = plugins.change(changed, next, () -> current.set(next));
            if (!wrong.isEmpty()) {
                return refused("Plugins do not take it:\n- " + String.join("\n- ", wrong));
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return refused("It was interrupted.");
        } finally {
            coming = current.get();
        }
        List<String> waiting = waiting(old, read);
        return new Reloaded(
                true, words(old, next, changed) + waits(waiting), old.differences(next));
    }

    private static ErrandConfig next(ErrandConfig old, ErrandConfig read) {
        return new ErrandConfig(
                old.name(),
                old.prefix(),
                read.admins(),
                // rules may name a chat that is joined at the next start
                both(old, read),
                old.storage(),
                read.plugins(),
                read.disabledPlugins(),
                old.execution(),
                old.replies(),
                old.store(),
                old.health(),
                old.backup(),
                old.log(),
                old.farewell(),
                read.access(),
                old.pluginPolicy(),
                read.limits(),
                old.audit());
    }

    private Set<String> changedPlugins(ErrandConfig old, ErrandConfig read) {
        Set<String> ids = new TreeSet<>(old.plugins().keySet());
        ids.addAll(read.plugins().keySet());
        ids.removeIf(id -> ConfiguredPlugins.in(old, id).equals(ConfiguredPlugins.in(read, id)));
        Set<String> disabled = new TreeSet<>(old.disabledPlugins());
        disabled.addAll(read.disabledPlugins());
        disabled.removeIf(
                id -> old.disabledPlugins().contains(id) == read.disabledPlugins().contains(id));
        ids.addAll(disabled);
        for (String id : known.get()) {
            if (!old.limits().placeOf(id).equals(read.limits().placeOf(id))) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static String words(ErrandConfig old, ErrandConfig next, Set<String> plugins) {
        boolean changed =
                !old.admins().equals(next.admins())
                        || !old.access().equals(next.access())
                        || !old.limits().equals(next.limits());
        return (changed
                        ? "Admins, roles, rules and limits are as the file says now: "
                                + next.access().rules().size()
                                + " rules, "
                                + next.access().roles().size()
                                + " roles, "
                                + next.limits().rules().size()
                                + " limits, "
                                + next.admins().size()
                                + " admins."
                        : "Admins, roles, rules and limits are as they were.")
                + (plugins.isEmpty()
                        ? ""
                        : " These plugins are as the file says: "
                                + String.join(", ", plugins)
                                + ".");
    }

    private static String waits(List<String> waiting) {
        return waiting.isEmpty()
                ? ""
                : " Only a restart makes these take effect: " + String.join(", ", waiting) + ".";
    }

    private static java.util.Map<String, ErrandConfig.Chat> both(
            ErrandConfig old, ErrandConfig read) {
        java.util.Map<String, ErrandConfig.Chat> chats = new java.util.TreeMap<>(read.chats());
        chats.putAll(old.chats());
        return chats;
    }

    private static List<String> waiting(ErrandConfig old, ErrandConfig read) {
        List<String> changed = new ArrayList<>();
        note(changed, "name", old.name(), read.name());
        note(changed, "prefix", old.prefix(), read.prefix());
        note(changed, "storage", old.storage(), read.storage());
        note(changed, "execution", old.execution(), read.execution());
        note(changed, "replies", old.replies(), read.replies());
        note(changed, "store", old.store(), read.store());
        note(changed, "audit", old.audit(), read.audit());
        note(changed, "backup", old.backup(), read.backup());
        note(changed, "log", old.log(), read.log());
        note(changed, "farewell", old.farewell(), read.farewell());
        note(changed, "plugin-policy", old.pluginPolicy(), read.pluginPolicy());
        read.chats()
                .forEach((name, chat) -> {
                    if (!chat.equals(old.chats().get(name))) {
                        changed.add("chats." + name);
                    }
                });
        return changed;
    }

    private static void note(List<String> changed, String key, Object before, Object after) {
        if (!before.equals(after)) {
            changed.add(key);
        }
    }
}
