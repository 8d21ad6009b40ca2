package dev.errand.platform.boot;

import dev.errand.platform.config.ConfigResult;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The configuration that holds now. Admins, roles, rules and limits take effect when it is read
 * anew; all of them or none. Safe for use by any thread.
 */
final class LiveConfig {

    /**
     * What came of reading it anew.
     *
     * @param taken whether it was good
     * @param words for people
     */
    record Reloaded(boolean taken, String words) {}

    private final Supplier<ConfigResult> reread;
    private final AtomicReference<ErrandConfig> current;

    LiveConfig(ErrandConfig start, Supplier<ConfigResult> reread) {
        this.reread = reread;
        this.current = new AtomicReference<>(start);
    }

    ErrandConfig now() {
        return current.get();
    }

    synchronized Reloaded reload() {
        return switch (reread.get()) {
            case ConfigResult.Rejected(List<Problem> problems) ->
                    new Reloaded(
                            false,
                            "The old configuration still holds, as a whole. "
                                    + Problem.describe(problems));
            case ConfigResult.Loaded(ErrandConfig read) -> take(read);
        };
    }

    private Reloaded take(ErrandConfig read) {
        ErrandConfig old = current.get();
        boolean changed =
                !old.admins().equals(read.admins())
                        || !old.access().equals(read.access())
                        || !old.limits().equals(read.limits());
        current.set(
                new ErrandConfig(
                        old.name(),
                        old.prefix(),
                        read.admins(),
                        // rules may name a chat that is joined at the next start
                        both(old, read),
                        old.storage(),
                        old.plugins(),
                        old.disabledPlugins(),
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
                        old.audit()));
        List<String> waiting = waiting(old, read);
        return new Reloaded(
                true,
                (changed
                                ? "Admins, roles, rules and limits are as the file says now: "
                                        + read.access().rules().size()
                                        + " rules, "
                                        + read.access().roles().size()
                                        + " roles, "
                                        + read.admins().size()
                                        + " admins."
                                : "Admins, roles, rules and limits are as they were.")
                        + (waiting.isEmpty()
                                ? ""
                                : " Only a restart makes these take effect: "
                                        + String.join(", ", waiting)
                                        + "."));
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
        note(changed, "plugins", old.plugins(), read.plugins());
        note(changed, "disabled-plugins", old.disabledPlugins(), read.disabledPlugins());
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
