package dev.errand.platform.config;

import dev.errand.api.Default;
import dev.errand.api.PersonId;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All that {@code errand.conf} says to the host.
 *
 * @param name what the bot calls itself
 * @param prefix what every command begins with
 * @param admins who may do everything; besides them the person at a chat of type {@code console},
 *     and nobody else
 * @param chats by their names; a console if none is given
 * @param storage where data is kept
 * @param plugins the settings of plugins by their ids, bound when the plugin is loaded
 * @param disabledPlugins the ids of plugins that are not to be loaded; a key of its own, so that a
 *     plugin may be called anything
 * @param execution how commands run
 * @param replies how much the bot says at once
 * @param store what plugins may keep
 * @param health where machines ask how the bot is
 * @param backup when the storage is backed up
 * @param log how the log is written
 * @param farewell what is said before the bot ends
 * @param access who may do what
 * @param pluginPolicy where plugins may be installed from
 * @param limits how much may be run
 * @param audit when records leave the storage for a file
 */
public record ErrandConfig(
        @Default("errand") String name,
        @Default("!") String prefix,
        Set<PersonId> admins,
        Map<String, Chat> chats,
        Storage storage,
        Map<String, Section> plugins,
        Set<String> disabledPlugins,
        Execution execution,
        Replies replies,
        StoreLimits store,
        HealthDoor health,
        BackupSettings backup,
        LogSettings log,
        FarewellSettings farewell,
        AccessSettings access,
        PluginPolicy pluginPolicy,
        LimitSettings limits,
        AuditSettings audit) {

    private static final Pattern CHAT_NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private static final String CONSOLE = "console";

    public ErrandConfig {
        if (chats.isEmpty()) {
            chats = Map.of(CONSOLE, new Chat(CONSOLE, Section.empty("chats." + CONSOLE)));
        }
        Faults faults =
                new Faults()
                        .expect(
                                isWord(name, 32),
                                Words.quoted(name)
                                        + " is no name. It has 1 to 32 visible characters, no spaces.",
                                "name")
                        .expect(
                                isWord(prefix, 8),
                                Words.quoted(prefix)
                                        + " is no prefix. It has 1 to 8 visible characters, no spaces, such as '!'.",
                                "prefix");
        for (String chat : chats.keySet()) {
            faults.expect(
                    CHAT_NAME.matcher(chat).matches(),
                    Words.quoted(chat)
                            + " is no name for a chat. It has 1 to 32 characters of a-z, 0-9 and -.",
                    "chats");
        }
        for (PersonId admin : admins) {
            faults.expect(
                    chats.containsKey(admin.chat()),
                    unknownChat(admin, chats.keySet()),
                    "admins",
                    "chats");
        }
        for (String chat : farewell.chats()) {
            faults.expect(
                    chats.containsKey(chat),
                    Words.quoted(chat)
                            + " in farewell.rooms is no chat that is configured. Configured: "
                            + String.join(", ", chats.keySet().stream().sorted().toList())
                            + ".",
                    "farewell",
                    "chats");
        }
        for (String chat : access.chats()) {
            faults.expect(
                    chats.containsKey(chat),
                    "A role or rule names the chat "
                            + Words.quoted(chat)
                            + ", which is not configured. Configured: "
                            + String.join(", ", chats.keySet().stream().sorted().toList())
                            + ".",
                    "access",
                    "chats");
        }
        faults.throwIfAny();
    }

    /**
     * What another configuration says differently, without the values that may be secrets.
     *
     * @param after the other one
     * @return one line for each setting
     */
    public java.util.List<String> differences(ErrandConfig after) {
        return Differences.between(this, after);
    }

    private static boolean isWord(String text, int longest) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= longest
                && text.codePoints().allMatch(Words::isVisible);
    }

    private static String unknownChat(PersonId admin, Set<String> chats) {
        return Words.quoted(admin.toString())
                + " is on a chat that is not configured. Configured: "
                + String.join(", ", chats.stream().sorted().toList())
                + ".";
    }

    /**
     * One chat.
     *
     * @param type the id of the backend
     * @param settings all else, which the backend gives a meaning to
     */
    public record Chat(String type, Section settings) {}

    /**
     * Where data is kept.
     *
     * @param type the id of the storage backend
     * @param settings all else, which the storage backend gives a meaning to
     */
    public record Storage(@Default("h2") String type, Section settings) {}

    /**
     * How commands run.
     *
     * @param deadline how long a command may run unless it says otherwise itself
     * @param patience how long a command holds its lane before the next one of the same person
     *     starts
     * @param threadsPerPlugin how many commands of one plugin run at once
     * @param queuePerPerson how many commands of one person may wait in one room
     * @param drain how long running commands are waited for at the end
     */
    public record Execution(
            @Default("60s") Duration deadline,
            @Default("1s") Duration patience,
            @Default("64") int threadsPerPlugin,
            @Default("5000") int queuePerPerson,
            @Default("10s") Duration drain) {

        public Execution {
            new Faults()
                    .expect(
                            isWithin(deadline, Duration.ofMillis(100), Duration.ofDays(1)),
                            outside(deadline, "100ms to 1 day"),
                            "deadline")
                    .expect(
                            isWithin(patience, Duration.ZERO, Duration.ofMinutes(1)),
                            outside(patience, "0s to 1 minute"),
                            "patience")
                    .expect(
                            threadsPerPlugin >= 1 && threadsPerPlugin <= 1_000,
                            outside(threadsPerPlugin, 1, 1_000),
                            "threads-per-plugin")
                    .expect(
                            queuePerPerson >= 1 && queuePerPerson <= 100_000,
                            outside(queuePerPerson, 1, 100_000),
                            "queue-per-person")
                    .expect(
                            isWithin(drain, Duration.ZERO, Duration.ofMinutes(10)),
                            outside(drain, "0s to 10 minutes"),
                            "drain")
                    .throwIfAny();
        }
    }

    /**
     * How much the bot says at once.
     *
     * @param maxParts into how many messages one reply may be split before the rest is cut off
     */
    public record Replies(@Default("8") int maxParts) {

        public Replies {
            new Faults()
                    .expect(
                            maxParts >= 1 && maxParts <= 100,
                            outside(maxParts, 1, 100),
                            "max-parts")
                    .throwIfAny();
        }
    }

    /**
     * What plugins may keep.
     *
     * @param maxValueSize how large one value may be
     */
    public record StoreLimits(@Default("1MiB") ByteSize maxValueSize) {

        public StoreLimits {
            boolean possible = maxValueSize.bytes() >= 1 << 10 && maxValueSize.bytes() <= 64 << 20;
            new Faults()
                    .expect(
                            possible,
                            "'"
                                    + maxValueSize.bytes()
                                    + "' bytes are not possible. It is 1KiB to 64MiB.",
                            "max-value-size")
                    .throwIfAny();
        }
    }

    /**
     * Where machines ask how the bot is.
     *
     * @param port the port, 0 for none
     * @param bind the address to listen at
     */
    public record HealthDoor(@Default("0") int port, @Default("127.0.0.1") String bind) {

        public HealthDoor {
            new Faults()
                    .expect(port >= 0 && port <= 65_535, outside(port, 0, 65_535), "port")
                    .expect(
                            isWord(bind, 255),
                            Words.quoted(bind)
                                    + " is no address. It is one of this machine, such as 127.0.0.1, or 0.0.0.0 for all.",
                            "bind")
                    .throwIfAny();
        }

        /**
         * Whether there is such a door at all.
         *
         * @return whether a port is given
         */
        public boolean isOn() {
            return port > 0;
        }
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static String outside(Duration value, String possible) {
        return Words.quoted(value.toString().substring(2).toLowerCase(Locale.ROOT))
                + " is not possible. It is "
                + possible
                + ".";
    }

    private static String outside(int value, int least, int most) {
        return "'"
                + value
                + "' is not possible. It is a whole number from "
                + least
                + " to "
                + most
                + ".";
    }
}
