package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Real JARs through the real class loader: they come, change and go, and leave nothing. */
@Isolated
class PluginLifecycleTest {

    @TempDir Path folder;

    private int jars;

    @BeforeEach
    void forgetOldJars() {
        jars = 0;
    }

    /** A JAR whose plugin has this as the body of its class. */
    private Path jar(String id, String version, String body) throws IOException {
        return PluginJarBuilder.plugin(id, version, "x.P")
                .source("x.P", source(body))
                .write(folder.resolve(id + "-" + version + "-" + ++jars + ".jar"));
    }

    private static String source(String body) {
        return """
        package x;
        import dev.errand.api.*;
        import java.util.*;
        public final class P implements Plugin {
        %s
        }
        """
                .formatted(body);
    }

    private static String answering(String words) {
        return "@Command(value = \"roll\", description = \"Rolls\") String roll() { return \""
                + words
                + "\"; }";
    }

    @Test
    void aNewVersionAnswersAndTheOldOneLeavesMemory() throws Exception {
        try (TestBot bot = TestBot.loading(jar("roll", "1.0.0", answering("one")))) {
            TestPerson ann = bot.person("ann");
            ann.says("!roll").repliesWith("one");
            bot.load(jar("roll", "1.1.0", answering("two")));
            ann.says("!roll").repliesWith("two");
            bot.awaitUnloaded();
            bot.unload("roll");
            ann.says("!roll").repliesContaining("There is no command !roll.");
            bot.awaitUnloaded();
        }
    }

    @Test
    void aBrokenVersionLeavesTheOldOneServing() throws Exception {
        try (TestBot bot = TestBot.loading(jar("roll", "1.0.0", answering("one")))) {
            List<String> mistakes =
                    bot.tryToLoad(
                            jar(
                                    "roll",
                                    "2.0.0",
                                    "public P() { throw new IllegalStateException(\"no\"); }"));
            assertThat(mistakes)
                    .singleElement()
                    .asString()
                    .contains("does not start: java.lang.IllegalStateException: no");
            bot.person("ann").says("!roll").repliesWith("one");
            bot.admin()
                    .says("!plugins")
                    .repliesContaining(
                            "serving, update broken", "java.lang.IllegalStateException: no");
        }
    }

    @Test
    void allMistakesOfASignatureAreToldAtOnce() throws Exception {
        try (TestBot bot = TestBot.running()) {
            String body =
                    """
                    @Command(value = "Roll It", description = "") Thread roll(Object what, List<Map<String, String>> more) { return null; }
                    @Command(value = "ok", description = "Fine") String ok(Optional<String> a, String b) { return ""; }
                    @Command(value = "rest", description = "Fine") String rest(@Rest int n, String behind) { return ""; }
                    @Command(value = "dflt", description = "Fine") String dflt(@Default("x") int n) { return ""; }
                    @Command(value = "slow", description = "Fine") @Deadline("soon") @Requires({}) String slow() { return ""; }
                    @Command(value = "twice", description = "Fine") String one() { return ""; }
                    @Command(value = "other", description = "Fine", aliases = "twice") String two() { return ""; }
                    @Hears("(") void hears() {}
                    @Hears("x") void hears2(String s) {}
                    @Command(value = "st", description = "Fine") static String st() { return ""; }
                    """;
            String all = String.join("\n", bot.tryToLoad(jar("bad", "1.0.0", body)));
            assertThat(all)
                    .contains("the name 'Roll It' is not")
                    .contains("has no description")
                    .contains("returns Thread, which cannot be said")
                    .contains("the argument 'what' has the type java.lang.Object")
                    .contains("the argument 'more' has the type")
                    .contains(
                            "the argument 'b' is required but stands behind one that may be missing")
                    .contains("the argument 'n' is @Rest and must be a String")
                    .contains("stands behind one that takes all the rest")
                    .contains("the default 'x' of the argument 'n' is not a whole number")
                    .contains("the deadline 'soon' is not a duration")
                    .contains("@Requires names no role")
                    .contains("has the command 'twice', which")
                    .contains("the pattern '(' is not a regular expression")
                    .contains("a listener has no parameter of type String")
                    .contains("must not be static");
        }
    }

    @Test
    void aFileThatIsNoPluginIsToldWhatItLacks() throws Exception {
        try (TestBot bot = TestBot.running()) {
            Path text = Files.writeString(folder.resolve("text.jar"), "this is no JAR");
            assertThat(bot.tryToLoad(text))
                    .singleElement()
                    .asString()
                    .contains("is not a JAR, or was cut off");
            Path bare =
                    PluginJarBuilder.bare()
                            .entry("a.txt", new byte[1])
                            .write(folder.resolve("bare.jar"));
            assertThat(bot.tryToLoad(bare))
                    .anyMatch(m -> m.contains("Plugin-Id is missing"))
                    .anyMatch(m -> m.contains("Plugin-Version is missing"))
                    .anyMatch(m -> m.contains("Plugin-Class is missing"));
            Path odd =
                    PluginJarBuilder.plugin("Odd Id", "one", "x.Missing")
                            .attribute("Plugin-Requires", ">=9.0.0")
                            .write(folder.resolve("odd.jar"));
            assertThat(bot.tryToLoad(odd))
                    .anyMatch(m -> m.contains("Plugin-Id is 'Odd Id'"))
                    .anyMatch(m -> m.contains("Plugin-Version is 'one'"))
                    .anyMatch(m -> m.contains("the JAR has no x/Missing.class"))
                    .anyMatch(m ->
                            m.contains(
                                    "Plugin-Requires is '>=9.0.0', but this Errand has plugin-api"));
            Path bundling =
                    PluginJarBuilder.plugin("fat", "1.0.0", "x.P")
                            .source("x.P", source(answering("one")))
                            .entry("dev/errand/api/Plugin.class", new byte[4])
                            .write(folder.resolve("fat.jar"));
            assertThat(bot.tryToLoad(bundling))
                    .singleElement()
                    .asString()
                    .contains("is bundled in the JAR");
        }
    }

    @Test
    void whateverAConstructorDoesDisturbsNobody() throws Exception {
        List<String> bodies =
                List.of(
                        "public P() { throw new IllegalStateException(\"x\"); }",
                        "public P() { throw new AssertionError(\"x\"); }",
                        "public P() { deep(); } void deep() { deep(); }",
                        "static { if (true) throw new RuntimeException(); }",
                        "public P(String s) {}",
                        "private P() {}");
        try (TestBot bot = TestBot.loading(jar("roll", "1.0.0", answering("one")))) {
            for (String body : bodies) {
                assertThat(bot.tryToLoad(jar("bad", "1.0.0", body))).as(body).isNotEmpty();
                bot.person("ann").says("!echo").repliesContaining("There is no command");
            }
            bot.person("ann").says("!roll").repliesWith("one");
        }
    }

    @Test
    void twoPluginsWithOneCommandAreBothReached() throws Exception {
        try (TestBot bot =
                TestBot.loading(
                        jar("alpha", "1.0.0", answering("from alpha")),
                        jar("beta", "1.0.0", answering("from beta")))) {
            bot.person("ann").says("!roll").repliesWith("from alpha");
            bot.person("ann").says("!beta:roll").repliesWith("from beta");
            bot.unload("alpha");
            bot.person("ann").says("!roll").repliesWith("from beta");
        }
    }

    @Test
    void twoPluginsHaveTwoVersionsOfOneLibrary() throws Exception {
        String body =
                "@Command(value = \"%s\", description = \"Tells\") String tell() { return lib.Library.VERSION.toString(); }";
        String library =
                "package lib; public class Library { public static final StringBuilder VERSION = new StringBuilder(\"%s\"); }";
        Path one =
                PluginJarBuilder.plugin("one", "1.0.0", "x.P")
                        .source("x.P", source(body.formatted("one")))
                        .source("lib.Library", library.formatted("1"))
                        .write(folder.resolve("one.jar"));
        Path two =
                PluginJarBuilder.plugin("two", "1.0.0", "x.P")
                        .source("x.P", source(body.formatted("two")))
                        .source("lib.Library", library.formatted("2"))
                        .write(folder.resolve("two.jar"));
        try (TestBot bot = TestBot.loading(one, two)) {
            bot.person("ann").says("!one").repliesWith("1");
            bot.person("ann").says("!two").repliesWith("2");
        }
    }

    @Test
    void aPluginSeesNothingOfTheHost() throws Exception {
        String body =
                """
                @Command(value = "peek", description = "Peeks") String peek(String name) {
                    try { Class.forName(name); return "seen"; } catch (ClassNotFoundException e) { return "not seen"; }
                }
                """;
        try (TestBot bot = TestBot.loading(jar("peek", "1.0.0", body))) {
            TestPerson ann = bot.person("ann");
            ann.says("!peek dev.errand.platform.boot.Bot").repliesWith("not seen");
            ann.says("!peek org.pf4j.PluginManager").repliesWith("not seen");
            ann.says("!peek dev.errand.storage.spi.Storage").repliesWith("not seen");
            ann.says("!peek java.sql.Driver").repliesWith("seen");
            ann.says("!peek org.slf4j.Logger").repliesWith("seen");
        }
    }

    @Test
    void whatACommandThrowsOrDoesEndlesslyHarmsNobodyElse() throws Exception {
        String body =
                """
                @Command(value = "fault", description = "Throws") String fault(String which) throws Exception {
                    switch (which) {
                        case "error": throw new AssertionError("x");
                        case "deep": return fault("deep") + fault("deep");
                        case "mine": throw new Mine();
                        default: throw new Exception("x");
                    }
                }
                static class Mine extends RuntimeException { @Override public String getMessage() { throw new IllegalStateException(); } }
                @Command(value = "sleep", description = "Sleeps") @Deadline("300ms") void sleep() throws Exception { Thread.sleep(100_000); }
                volatile boolean stop;
                @Command(value = "spin", description = "Spins") @Deadline("300ms") void spin() { while (!stop) {} }
                @Command(value = "unspin", description = "Ends it") void unspin() { stop = true; }
                """;
        try (TestBot bot =
                TestBot.setup()
                        .jars(jar("bad", "1.0.0", body))
                        .patience(Duration.ofMillis(100))
                        .start()) {
            TestPerson ann = bot.person("ann");
            for (String fault : List.of("error", "deep", "mine", "other")) {
                assertThat(ann.says("!fault " + fault).fails()).isNotEmpty();
            }
            ann.says("!sleep").repliesWith("sleep took longer than 300ms and was stopped.");
            ann.says("!spin").repliesWith("spin took longer than 300ms and was stopped.");
            bot.admin().says("!ps --all").repliesContaining("spin", "ended, but ignores it");
            ann.says("!unspin");
        }
    }

    @Test
    void aStopThatFailsOrHangsIsToldAndTheLoaderGoesAllTheSame() throws Exception {
        for (String stop :
                List.of(
                        "throw new IllegalStateException(\"x\");",
                        "throw new AssertionError();",
                        "Thread.sleep(100_000);")) {
            TestBot bot =
                    TestBot.loading(
                            jar(
                                    "bad",
                                    "1.0.0",
                                    "public void stop() throws Exception { " + stop + " }"));
            bot.unload("bad");
            bot.awaitUnloaded();
            assertThat(bot.takeComplaints())
                    .singleElement()
                    .asString()
                    .contains("Plugin bad 1.0.0 did not stop cleanly");
            bot.takeIncident();
            bot.close();
        }
    }

    @Test
    void whatAPluginLeavesBehindIsTold() throws Exception {
        String thread =
                "public P() { Thread t = new Thread(() -> { try { Thread.sleep(100_000); } catch (InterruptedException e) {} }, \"stray\");"
                        + " t.setDaemon(true); t.start(); }";
        TestBot bot = TestBot.loading(jar("bad", "1.0.0", thread));
        bot.unload("bad");
        bot.awaitUnloaded();
        assertThat(bot.takeComplaints())
                .singleElement()
                .asString()
                .contains("left the thread 'stray' behind");
        bot.close();
    }

    @Test
    void whatPinsAPluginInMemoryIsTold() throws Exception {
        for (String pin :
                List.of(
                        "Runtime.getRuntime().addShutdownHook(new Thread(() -> {}) { @Override public void run() { P.class.getName(); } });",
                        "Thread t = new Thread(() -> { while (true) { Thread.onSpinWait(); if (Thread.currentThread().getName().equals(\"end\"))"
                                + " return; } }); t.setDaemon(true); t.setPriority(1); t.start();")) {
            TestBot bot =
                    TestBot.setup()
                            .jars(jar("pinned", "1.0.0", "public P() { " + pin + " }"))
                            .leakPatience(Duration.ofMillis(300))
                            .start();
            bot.unload("pinned");
            await().until(() ->
                    bot.takeComplaints().stream().anyMatch(c -> c.contains("cannot leave memory")));
            bot.admin().says("!plugins");
            assertThatThrownBy(bot::close)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Still in memory after unloading: [pinned 1.0.0]");
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread ->
                            thread.getContextClassLoader() != null
                                    && "pinned".equals(thread.getContextClassLoader().getName()))
                    .forEach(thread -> thread.setName("end"));
        }
    }

    @Test
    void aThreadLocalOfItsOwnThreadsAndAClosedExecutorLeaveNothing() throws Exception {
        String body =
                """
                static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
                private final PluginContext context;
                public P(PluginContext context) {
                    this.context = context;
                    LOCAL.set(this);
                    var pool = context.closeWithPlugin(java.util.concurrent.Executors.newFixedThreadPool(2));
                    pool.submit(() -> LOCAL.set(P.this));
                }
                @Command(value = "roll", description = "Rolls") String roll() { LOCAL.set(this); return "rolled"; }
                """;
        try (TestBot bot = TestBot.loading(jar("tidy", "1.0.0", body))) {
            bot.person("ann").says("!roll").repliesWith("rolled");
            bot.unload("tidy");
            bot.awaitUnloaded();
        }
    }

    @Test
    void aJarThatIsOverwrittenWhileItsCommandRunsGoesOnRunning() throws Exception {
        String body =
                """
                @Command(value = "roll", description = "Rolls") String roll(Call call) throws Exception {
                    call.ask("Go on?");
                    return Late.words();
                }
                """;
        Path file =
                PluginJarBuilder.plugin("late", "1.0.0", "x.P")
                        .source("x.P", source(body))
                        .source(
                                "x.Late",
                                "package x; class Late { static String words() { return \"late class\"; } }")
                        .write(folder.resolve("late.jar"));
        try (TestBot bot = TestBot.loading(file)) {
            TestPerson ann = bot.person("ann");
            ann.says("!roll").repliesWith("Go on?");
            Files.write(file, new byte[100]);
            ann.says("on").repliesWith("late class");
        }
    }
}
