package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bots that are killed while a plugin is installed, updated, rolled back or removed, at a moment
 * that is picked by what has reached the disk: the next start has the old state or the new one,
 * whole, and nothing else is left. {@code -Derrand.kill.rounds=N} (or {@code -Plong}) for more.
 */
class InstallKillIT {

    private static final int ROUNDS = Integer.getInteger("errand.kill.rounds", 20);
    private static final long SEED = Long.getLong("errand.kill.seed", 3);
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

    @Test
    void aKillLeavesTheOldVersionOrTheNewOneWithItsSettings() throws Exception {
        List<Future<String>> homes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                long seed = SEED + i;
                Path folder = Files.createDirectories(temp.resolve(String.valueOf(i)));
                homes.add(
                        threads.submit(() -> new Rounds(folder, seed).play(ROUNDS / SIDE_BY_SIDE)));
            }
        }
        for (Future<String> home : homes) {
            System.out.println(home.get());
        }
    }

    /** One home that is killed again and again. */
    private static final class Rounds {

        private final Path home;
        private final Path jars;
        private final Random random;
        private final List<String> told = new ArrayList<>();
        private State state = new State(ABSENT, ABSENT);
        private int version;

        Rounds(Path folder, long seed) throws IOException {
            home = Files.createDirectories(folder.resolve("home"));
            jars = Files.createDirectories(folder.resolve("jars"));
            random = new Random(seed);
        }

        String play(int rounds) throws Exception {
            for (int round = 0; round < rounds; round++) {
                try (Bot bot = Bot.start(home)) {
                    check(bot, state);
                    state = configured(bot);
                    Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
                    State after = begin(bot, moment);
                    bot.kill();
                    state = look(after, moment);
                }
            }
            try (Bot bot = Bot.start(home)) {
                check(bot, state);
                assertThat(leftovers()).as(String.join("\n", told)).isEmpty();
            }
            return String.join("\n", told);
        }

        private void check(Bot bot, State expected) throws InterruptedException {
            assertThat(bot.answer("!tide"))
                    .as(String.join("\n", told) + "\n" + bot.log())
                    .startsWith(
                            expected.serving().equals(ABSENT)
                                    ? "There is no command"
                                    : expected.serving());
            assertThat(bot.answer("!plugins")).doesNotContain("broken", "cannot be put in service");
        }

        /**
         * Each version is given a setting of its own, so that a rollback can be told from half of
         * one.
         */
        private State configured(Bot bot) throws InterruptedException {
            if (state.serving().equals(ABSENT)) {
                return state;
            }
            String city = "City" + random.nextInt(1_000_000);
            assertThat(bot.answer("!plugins config tide set city " + city)).contains("in force");
            return new State(state.serving().replaceAll(" in .*", " in " + city), state.before());
        }

        private State begin(Bot bot, Moment moment) throws Exception {
            Disk before = Disk.of(home);
            State after;
            if (state.serving().equals(ABSENT) || random.nextInt(3) == 0) {
                String next = ++version + ".0.0";
                Path jar = tide(next).renameTo(jars.resolve("tide-" + next + ".jar"));
                bot.say("!repos install " + jar);
                after = new State(next + " in " + city(), state.serving());
            } else if (!state.before().equals(ABSENT) && random.nextInt(4) > 0) {
                bot.say("!repos rollback tide");
                after = new State(state.before(), state.serving());
            } else {
                bot.say("!repos uninstall tide --purge-data");
                after = new State(ABSENT, ABSENT);
            }
            boolean reached = await(bot, before, moment);
            told.add(
                    state
                            + " -> "
                            + after
                            + " killed when "
                            + moment
                            + (reached ? "" : " was over"));
            return after;
        }

        private String city() {
            return state.serving().equals(ABSENT)
                    ? "Rome"
                    : state.serving().substring(state.serving().indexOf(" in ") + 4);
        }

        /** Waits for the moment, or for the answer if the undertaking never comes by it. */
        private boolean await(Bot bot, Disk before, Moment moment) throws InterruptedException {
            if (moment == Moment.ASKED) {
                Thread.onSpinWait();
                return true;
            }
            while (!bot.hasSaidSomething()) {
                if (moment != Moment.ANSWERED && Disk.of(home).isPast(before, moment)) {
                    return true;
                }
            }
            return moment == Moment.ANSWERED;
        }

        /** Which of the two states it is; the next start must show just that one. */
        private State look(State after, Moment moment) throws InterruptedException {
            try (Bot bot = Bot.start(home)) {
                String said = bot.answer("!tide");
                State found = said.startsWith(serving(after)) ? after : state;
                assertThat(said).as(String.join("\n", told)).startsWith(serving(found));
                if (moment == Moment.ANSWERED) {
                    assertThat(found).as(String.join("\n", told)).isEqualTo(after);
                }
                told.add("  " + found);
                bot.kill();
                return found;
            }
        }

        private static String serving(State state) {
            return state.serving().equals(ABSENT) ? "There is no command" : state.serving();
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
                    public Pack(Settings settings, PluginContext context) {
                        this.settings = settings;
                        this.kept = context.store("kept", String.class);
                    }
                    @Command(value = "tide", description = "Says it")
                    String tide() {
                        for (int i = 0; i < 20; i++) kept.put("k" + i, "v");
                        return "%s in " + settings.city();
                    }
                    """
                            .formatted(version));
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
