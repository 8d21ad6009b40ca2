package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same JARs in the host's process and in one of their own. Each process takes a second to
 * start, so what can be checked in one is checked in one.
 */
class IsolationTest {

    private static final String WIDE =
            """
            package test.wide;
            import dev.errand.api.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.locks.LockSupport;
            import java.util.stream.Stream;
            public final class WidePlugin implements Plugin {
                public record Settings(@Default("low") String mood, Optional<Secret> token) {}
                public record Code(int number) {
                    public static Code parse(String text) {
                        if (!text.startsWith("c")) { throw new IllegalArgumentException("it starts with c"); }
                        return new Code(Integer.parseInt(text.substring(1)));
                    }
                }
                public enum Size { SMALL, VERY_LARGE }
                private final Settings settings;
                private final PluginContext context;
                private final Store<Integer> counts;
                private final List<byte[]> hoard = new ArrayList<>();
                public WidePlugin(PluginContext context, Settings settings) {
                    this.context = context;
                    this.settings = settings;
                    this.counts = context.store("counts", Integer.class);
                }
                @Command(value = "wide args", description = "Shows them")
                String args(Size size, int count, Duration time, Code code, @Flag boolean loud, @Flag Optional<Double> part, List<String> rest) {
                    return size + " " + count + " " + time + " " + code.number() + " " + loud + " " + part + " " + rest;
                }
                @Command(value = "wide who", description = "Shows the caller")
                String who(Call call, Person person) {
                    return call.caller().person().name() + " in " + call.room().name() + " asks for " + person.name();
                }
                @Command(value = "wide talk", description = "Talks")
                String talk(Call call) throws InterruptedException {
                    call.say("first");
                    String answer = call.ask("What?");
                    return call.confirm("Really " + answer + "?") ? "done" : "not done";
                }
                @Command(value = "wide stream", description = "Says several")
                Stream<String> stream() { return Stream.of("one", "two"); }
                @Command(value = "wide table", description = "Says a table")
                Reply table() { return Reply.table("a", "b").row(1, 2); }
                @Command(value = "wide count", description = "Counts")
                String count() { return "now " + counts.update("n", now -> Optional.of(now.orElse(0) + 1)).orElseThrow(); }
                @Command(value = "wide keys", description = "Lists")
                String keys() { try (Stream<String> keys = counts.keys()) { return keys.toList() + " " + counts.count(""); } }
                @Command(value = "wide settings", description = "Shows them")
                String settings() { return settings.mood() + " " + settings.token().map(Secret::reveal).orElse("none"); }
                @Command(value = "wide refuse", description = "Refuses")
                String refuse() { throw new UserError("not today"); }
                @Command(value = "wide fail", description = "Fails")
                String fail() { throw new IllegalStateException("broken inside"); }
                @Command(value = "wide print", description = "Prints")
                String print() { System.out.println("{\\"re\\":1}"); return "printed"; }
                @Command(value = "wide env", description = "Counts the environment")
                String env() { return System.getenv().keySet().stream().filter(k -> k.contains("SECRET") || k.contains("TOKEN") || k.equals("JAVA_HOME")).toList().toString(); }
                @Command(value = "wide pid", description = "Tells the process")
                String pid() { return String.valueOf(ProcessHandle.current().pid()); }
                @Command(value = "wide hoard", description = "Allocates without end")
                String hoard() { while (true) { hoard.add(new byte[1 << 20]); } }
                @Command(value = "wide spin", description = "Ignores interrupts")
                @Deadline("10m")
                String spin() { while (true) { Thread.interrupted(); LockSupport.parkNanos(1_000_000); } }
                @Command(value = "wide exit", description = "Ends the process")
                String exit() { Runtime.getRuntime().halt(7); return ""; }
                @Hears("ping (\\\\w+)")
                String hears(java.util.regex.MatchResult match) { return "pong " + match.group(1); }
            }
            """;

    @TempDir Path temp;

    private Path wide() throws IOException {
        return PluginJarBuilder.plugin("wide", "1.0.0", "test.wide.WidePlugin")
                .source("test.wide.WidePlugin", WIDE)
                .write(temp.resolve("wide.jar"));
    }

    private Path demo() throws IOException {
        Path sources = Path.of("..", "plugins", "demo", "src", "main", "java");
        String folder = "dev/errand/plugins/demo/";
        return PluginJarBuilder.plugin("demo", "1.0.0", "dev.errand.plugins.demo.DemoPlugin")
                .source(
                        "dev.errand.plugins.demo.DemoPlugin",
                        Files.readString(sources.resolve(folder + "DemoPlugin.java")))
                .source(
                        "dev.errand.plugins.demo.NearKeys",
                        Files.readString(sources.resolve(folder + "NearKeys.java")))
                .write(temp.resolve("demo.jar"));
    }

    private static Map<String, ?> in(String mode, String... plugins) {
        Map<String, Object> all = new java.util.HashMap<>();
        for (String plugin : plugins) {
            all.put(plugin, Map.of("mode", mode, "heap", "48MiB"));
        }
        return Map.of("isolation", all);
    }

    private TestBot bot(String mode) throws IOException {
        return TestBot.setup()
                .limits(in(mode, "wide", "demo"))
                .settings("wide", Map.of("token", "s3cr3t-value"))
                .jars(wide(), demo())
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "process"})
    void whoeverAsksIsToldThatTheStorageFailed(String mode) throws IOException {
        AtomicReference<FailingStorage> storage = new AtomicReference<>();
        try (TestBot bot =
                TestBot.setup()
                        .limits(in(mode, "demo"))
                        .storage(memory -> {
                            storage.set(new FailingStorage(memory));
                            return storage.get();
                        })
                        .jars(demo())
                        .start()) {
            storage.get().fail(call -> call.contains("plugin/demo"));
            Said added = bot.person("ann").says("!democmd add greeting hello");
            assertThat(added.fails()).contains("The storage is away");
            assertThat(added.replies())
                    .singleElement()
                    .asString()
                    .matches(
                            "democmd add failed, because the storage did \\(incident [0-9a-f]{4}\\)\\."
                                    + " What it was to keep may be kept or not; look before you repeat it\\.");
            storage.get().behave();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "process"})
    void aPluginDoesTheSameInBoth(String mode) throws IOException {
        try (TestBot bot = bot(mode)) {
            TestPerson ann = bot.person("ann");
            ann.says("!democmd add greeting hello  world").repliesContaining("Remembered");
            ann.says("!democmd get greeting").repliesContaining("hello  world");
            ann.says("!democmd get greetinh").repliesContaining("greeting");
            ann.says("!democmd list gre").repliesContaining("greeting");
            ann.says("!democmd remove greeting").repliesContaining("greeting");
            ann.says("!wide args very-large 7 1m30s c42 --loud --part 2.5 \"a  b\" c")
                    .repliesWith("VERY_LARGE 7 PT1M30S 42 true Optional[2.5] [a  b, c]");
            ann.says("!wide args smal 7 1m c42 r").repliesContaining("Did you mean small?");
            ann.says("!wide args small x 1m c42 r").repliesContaining("is not a whole number");
            ann.says("!wide args small 7 1m x42 r").repliesContaining("it starts with c");
            ann.says("!wide who ann").repliesContaining("ann in ", " asks for ann");
            ann.says("!wide stream").repliesWith("one", "two");
            ann.says("!wide table").repliesContaining("a", "1");
            ann.says("!wide count").repliesWith("now 1");
            ann.says("!wide count").repliesWith("now 2");
            ann.says("!wide keys").repliesWith("[n] 1");
            ann.says("!wide settings").repliesWith("low ***");
            ann.says("!wide refuse").repliesContaining("not today");
            assertThat(ann.says("!wide fail").fails())
                    .contains("IllegalStateException: broken inside", "WidePlugin.fail");
            ann.says("!wide print").repliesWith("printed");
            ann.says("so ping there").repliesWith("pong there");
            ann.says("!help wide args").repliesContaining("very-large");
            ann.says("!wide talk").repliesWith("first", "What?");
            ann.says("this").repliesContaining("Really this?");
            ann.says("maybe").repliesContaining("yes or no");
            ann.says("yes").repliesWith("done");
            String pid = String.valueOf(ProcessHandle.current().pid());
            assertThat(ann.says("!wide pid").replies().getFirst().equals(pid))
                    .isEqualTo(mode.equals("host"));
        }
    }

    @Test
    void aPluginMovesWhenTheConfigurationSaysSo() throws IOException {
        try (TestBot bot =
                TestBot.setup()
                        .jars(
                                PluginJarBuilder.plugin("giver", "1.0.0", "test.gives.GiverPlugin")
                                        .attribute("Plugin-Exports", "test.gives")
                                        .source("test.gives.GiverPlugin", plain("gives", "Giver"))
                                        .write(temp.resolve("giver.jar")),
                                taker("taker", "giver"),
                                taker("maybe", "giver?"))
                        .start()) {
            String own = "a process of its own";
            bot.admin().says("!plugins info maybe").repliesContaining("runs in", "the host's");

            assertThat(bot.limit(in("process", "giver")))
                    .contains(
                            "still holds",
                            "giver: cannot run in a process of its own, because it lets other plugins use its"
                                    + " package test.gives",
                            "write limits.isolation.giver { mode = host }");
            assertThat(bot.limit(in("process", "taker")))
                    .contains(
                            "taker: cannot run",
                            "because it uses classes of giver (package test.gives)");
            assertThat(bot.takeComplaints()).isEmpty();

            assertThat(bot.limit(in("process", "maybe"))).contains("as the file says: maybe.");
            assertThat(bot.admin().says("!plugins info maybe").replies().toString())
                    .contains(own, "heap 48 MiB");
            bot.admin().says("!maybe hello").repliesWith("hello");
            assertThat(bot.limit(Map.of())).contains("as the file says: maybe.");
            bot.admin().says("!plugins info maybe").repliesContaining("runs in", "the host's");
            bot.admin().says("!maybe hello").repliesWith("hello");
        }
    }

    private Path taker(String id, String needs) throws IOException {
        String name = id.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id.substring(1);
        return PluginJarBuilder.plugin(id, "1.0.0", "test." + id + "." + name + "Plugin")
                .attribute("Plugin-Dependencies", needs)
                .source("test." + id + "." + name + "Plugin", plain(id, name))
                .write(temp.resolve(id + ".jar"));
    }

    private static String plain(String folder, String name) {
        return """
        package test.%s;
        import dev.errand.api.*;
        public final class %sPlugin implements Plugin {
            @Command(value = "%s hello", description = "Says hello")
            String hello() { return "hello"; }
        }
        """
                .formatted(folder, name, folder);
    }

    @Test
    void theProcessOfAPluginEndsAndComesBackAndTheBotGoesOn() throws IOException {
        long before;
        try (TestBot bot = bot("process")) {
            TestPerson ann = bot.person("ann");
            ann.says("!wide env").repliesWith("[]");
            before = Long.parseLong(ann.says("!wide pid").replies().getFirst());

            assertThat(ann.says("!wide hoard").fails())
                    .contains("The process of plugin wide ended (out of memory, exit 3)");
            ann.says("!democmd list").repliesContaining("Nothing is remembered");
            ann.says("!wide count").repliesContaining("out of service", "started again");
            bot.admin().says("!plugins").repliesContaining("wide", "out of memory, exit 3");
            comesBack(ann);

            ann.begins("!wide spin");
            await().until(() -> spins(bot));
            bot.admin().says("!kill " + id(bot)).repliesContaining("");
            await().atMost(Duration.ofSeconds(20)).until(() -> !spins(bot));
            comesBack(ann);
            before = Long.parseLong(ann.says("!wide pid").replies().getFirst());

            assertThat(ann.says("!wide exit").fails()).contains("ended (exit 7)");
        }
        long last = before;
        await().until(() -> ProcessHandle.of(last).isEmpty());
    }

    private static void comesBack(TestPerson person) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> person.says("!wide stream").replies(), List.of("one", "two")::equals);
    }

    private static boolean spins(TestBot bot) {
        return String.join(" ", bot.admin().says("!ps --all").replies()).contains("wide spin");
    }

    private static String id(TestBot bot) {
        String all = String.join("\n", bot.admin().says("!ps --all").replies());
        var row = java.util.regex.Pattern.compile("(\\d+)[^\\n]*wide spin").matcher(all);
        assertThat(row.find()).as(all).isTrue();
        return row.group(1);
    }
}
