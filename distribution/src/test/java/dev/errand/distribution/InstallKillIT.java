package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bots that are killed while a plugin is installed, updated, rolled back or removed, at a moment
 * that is picked by what has reached the disk: the next start has the old state or the new one,
 * whole, and nothing else is left. Each step is killed once; {@code -Derrand.kill.rounds=N} (or
 * {@code -Plong}) goes through all undertakings and moments again and again, and counts.
 */
class InstallKillIT {

    private static final int ROUNDS = Integer.getInteger("errand.kill.rounds", 0);
    private static final int SIDE_BY_SIDE = 2;
    private static final String ABSENT = "absent";

    @TempDir Path temp;

    /** How far an undertaking has come, as the disk shows it. */
    private enum Moment {
        ASKED,
        IN_QUARANTINE,
        IN_CACHE,
        LOCK_BEGUN,
        LOCKED,
        LOCKED_TWICE,
        ANSWERED
    }

    /** What serves and what a rollback leads to: version and setting of each. */
    private record State(String serving, String before) {}

    /** What is being done. */
    private enum Undertaking {
        INSTALL,
        ROLLBACK,
        UNINSTALL
    }

    /** One round: what is done, and when it ends. */
    private record Round(Undertaking what, Moment moment) {

        /**
         * What shows on the disk, once for each undertaking, dealt out to two homes in an order in
         * which one leads to the next.
         */
        static List<Round> once() {
            return List.of(
                    new Round(Undertaking.INSTALL, Moment.IN_QUARANTINE),
                    new Round(Undertaking.INSTALL, Moment.ANSWERED),
                    new Round(Undertaking.INSTALL, Moment.IN_CACHE),
                    new Round(Undertaking.INSTALL, Moment.LOCK_BEGUN),
                    new Round(Undertaking.INSTALL, Moment.LOCKED),
                    new Round(Undertaking.ROLLBACK, Moment.LOCKED_TWICE),
                    new Round(Undertaking.ROLLBACK, Moment.LOCKED),
                    new Round(Undertaking.ROLLBACK, Moment.LOCK_BEGUN),
                    new Round(Undertaking.UNINSTALL, Moment.LOCKED),
                    new Round(Undertaking.UNINSTALL, Moment.LOCK_BEGUN),
                    new Round(Undertaking.INSTALL, Moment.ASKED),
                    new Round(Undertaking.UNINSTALL, Moment.LOCKED_TWICE));
        }

        static List<Round> every() {
            List<Round> all = new ArrayList<>();
            for (Undertaking what : Undertaking.values()) {
                for (Moment moment : Moment.values()) {
                    all.add(new Round(what, moment));
                }
            }
            return all;
        }
    }

    @Test
    void aKillLeavesTheOldVersionOrTheNewOneWithItsSettings() throws Exception {
        List<Future<?>> homes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                Rounds rounds =
                        new Rounds(
                                Files.createDirectories(temp.resolve(String.valueOf(i))), outcomes);
                int first = i;
                homes.add(
                        threads.submit(() -> {
                            rounds.play(first);
                            return null;
                        }));
            }
        }
        if (ROUNDS > 0) {
            System.out.println("Kills by what the next start had: " + outcomes);
        }
        for (Future<?> home : homes) {
            home.get();
        }
    }

    /** What the starts after the kills had. */
    private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();

    /** One home that is killed again and again. */
    private static final class Rounds {

        private final Path home;
        private final Path jars;
        private final List<String> told = new ArrayList<>();
        private final Map<String, Integer> outcomes;
        private State state = new State(ABSENT, ABSENT);
        private int version;

        Rounds(Path folder, Map<String, Integer> outcomes) throws IOException {
            this.outcomes = outcomes;
            home = Files.createDirectories(folder.resolve("home"));
            jars = Files.createDirectories(folder.resolve("jars"));
        }

        void play(int first) throws Exception {
            List<Round> rounds = ROUNDS > 0 ? Round.every() : Round.once();
            State after = state;
            boolean answered = true;
            for (int i = first; i < (ROUNDS > 0 ? ROUNDS : rounds.size()); i += SIDE_BY_SIDE) {
                Round round = rounds.get(i % rounds.size());
                try (Bot bot = Bot.start(home)) {
                    look(bot, after, answered);
                    makeReadyFor(bot, round.what());
                    Disk before = Disk.of(home);
                    after = begin(bot, round.what());
                    answered = await(bot, before, round.moment());
                    told.add(round + (answered ? ", over" : "") + ": " + state + " to " + after);
                    bot.kill();
                }
            }
            try (Bot bot = Bot.start(home)) {
                look(bot, after, answered);
                assertThat(leftovers()).as(story()).isEmpty();
            }
        }

        /** It is the one state or the other, whole; what was answered holds. */
        private void look(Bot bot, State after, boolean answered) throws Exception {
            String said = bot.answer("!tide");
            boolean isNew = said.startsWith(words(after));
            if (!told.isEmpty()) {
                String which = answered ? "new, as answered" : isNew ? "new" : "old";
                outcomes.merge(which, 1, Integer::sum);
            }
            if (answered || isNew) {
                state = after;
            }
            assertThat(said).as(story() + bot.log()).startsWith(words(state));
            assertThat(bot.answer("!plugins"))
                    .as(story())
                    .doesNotContain("broken", "cannot be put in service");
            told.add("  " + state);
        }

        private static String words(State state) {
            return state.serving().equals(ABSENT) ? "There is no command" : state.serving();
        }

        private String story() {
            return String.join("\n", told) + "\n";
        }

        private void makeReadyFor(Bot bot, Undertaking what) throws Exception {
            boolean lacks =
                    switch (what) {
                        case INSTALL -> false;
                        case ROLLBACK -> state.before().equals(ABSENT);
                        case UNINSTALL -> state.serving().equals(ABSENT);
                    };
            while (lacks) {
                State next = begin(bot, Undertaking.INSTALL);
                assertThat(bot.hear()).contains(next.serving().replaceAll(" in .*", ""));
                state = next;
                lacks = what == Undertaking.ROLLBACK && state.before().equals(ABSENT);
            }
            if (!state.serving().equals(ABSENT)) {
                // of its own for each version, so that half a rollback can be told
                String city = "City" + ++version;
                assertThat(bot.answer("!plugins config tide set city " + city))
                        .contains("in force");
                state =
                        new State(
                                state.serving().replaceAll(" in .*", " in " + city),
                                state.before());
            }
        }

        @SuppressWarnings(
                "ArgumentSelectionDefectChecker") // a rollback swaps the two: that is the point
        private State begin(Bot bot, Undertaking what) throws Exception {
            return switch (what) {
                case INSTALL -> {
                    String next = ++version + ".0.0";
                    bot.say("!repos install " + tide(next).renameTo(jars.resolve(next + ".jar")));
                    yield new State(next + " in " + city(), state.serving());
                }
                case ROLLBACK -> {
                    bot.say("!repos rollback tide");
                    yield new State(state.before(), state.serving());
                }
                case UNINSTALL -> {
                    bot.say("!repos uninstall tide --purge-data");
                    yield new State(ABSENT, ABSENT);
                }
            };
        }

        private String city() {
            return state.serving().equals(ABSENT)
                    ? "Rome"
                    : state.serving().substring(state.serving().indexOf(" in ") + 4);
        }

        /** Waits for the moment; gives whether the undertaking was over before. */
        private boolean await(Bot bot, Disk before, Moment moment) {
            if (moment == Moment.ASKED) {
                return false;
            }
            long end = System.nanoTime() + 20_000_000_000L;
            while (!bot.hasSaidSomething() && System.nanoTime() < end) {
                if (moment != Moment.ANSWERED && Disk.of(home).isPast(before, moment)) {
                    return false;
                }
                // the bot needs the processor too; what is looked for takes a sync of the disk or
                // longer
                LockSupport.parkNanos(200_000);
            }
            assertThat(bot.hasSaidSomething()).as(story() + bot.log()).isTrue();
            return true;
        }

        /** Files of the repository that the lock does not name. */
        private List<String> leftovers() throws IOException {
            Path lock = home.resolve("plugins.lock");
            String locked = Files.exists(lock) ? Files.readString(lock) : "";
            try (Stream<Path> all = Files.walk(home.resolve("data/repository"))) {
                return all.filter(Files::isRegularFile)
                        .map(file -> file.getFileName().toString())
                        .filter(name -> !locked.contains(name.replace(".jar", "")))
                        .toList();
            }
        }

        private static Jar tide(String version) {
            return Jar.plugin(
                    "tide",
                    version,
                    """
                    public record Settings(@Default("Rome") String city) {}
                    private final Settings settings;
                    private final Store<String> kept;
                    private final String version;
                    public Pack(Settings settings, PluginContext context) throws java.io.IOException {
                        // one source for all versions: it need be compiled only once
                        try (var manifest = Pack.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
                            version = new java.util.jar.Manifest(manifest).getMainAttributes().getValue("Plugin-Version");
                        }
                        this.settings = settings;
                        this.kept = context.store("kept", String.class);
                    }
                    @Command(value = "tide", description = "Says it")
                    String tide() {
                        for (int i = 0; i < 20; i++) kept.put("k" + i, "v");
                        return version + " in " + settings.city();
                    }
                    """);
        }
    }

    /** What of an undertaking can be seen from outside. */
    private record Disk(boolean quarantined, String cached, boolean begun, String lock) {

        static Disk of(Path home) {
            return new Disk(
                    !names(home.resolve("data/repository/quarantine")).isEmpty(),
                    names(home.resolve("data/repository/jars")),
                    Files.exists(home.resolve(".plugins.lock.new")),
                    read(home.resolve("plugins.lock")).orElse(""));
        }

        boolean isPast(Disk before, Moment moment) {
            return switch (moment) {
                case ASKED, ANSWERED -> true;
                case IN_QUARANTINE -> quarantined;
                case IN_CACHE -> !cached.equals(before.cached);
                case LOCK_BEGUN -> begun;
                case LOCKED -> !lock.equals(before.lock);
                case LOCKED_TWICE ->
                        !lock.equals(before.lock)
                                && !lock.contains("RESTORE_SETTINGS")
                                && !lock.contains("PURGE");
            };
        }

        private static String names(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                return all.filter(Files::isRegularFile)
                        .map(Path::toString)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .toString()
                        .replace("[]", "");
            } catch (IOException | java.io.UncheckedIOException changing) {
                return "";
            }
        }

        private static Optional<String> read(Path file) {
            try {
                return Optional.of(Files.readString(file));
            } catch (IOException absent) {
                return Optional.empty();
            }
        }
    }
}
