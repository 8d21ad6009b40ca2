package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCommandsTest {

    @TempDir Path folder;

    /** A plugin with the command "NAME version" and whatever else is asked for. */
    private PluginJarBuilder plugin(String id, String version) {
        String type = Character.toUpperCase(id.charAt(0)) + id.substring(1) + "Plugin";
        return PluginJarBuilder.plugin(id, version, "test." + id + "." + type)
                .source(
                        "test." + id + "." + type,
                        """
                        package test.%1$s;
                        import dev.errand.api.*;
                        public final class %2$s implements Plugin {
                            public %2$s() {}
                            @Command(value = "%1$s version", description = "Says its version")
                            String version() { return "%3$s"; }
                        }
                        """
                                .formatted(id, type, version));
    }

    private PluginJarBuilder greeter(String id) {
        return PluginJarBuilder.plugin(id, "1.0.0", "test.Greeter")
                .source(
                        "test.Greeter",
                        """
                        package test;
                        import dev.errand.api.*;
                        import java.util.*;
                        public final class Greeter implements Plugin {
                            public enum Tone { WARM, COLD }
                            public record Limits(@Default("3") int times) {}
                            public record Settings(String word, @Default("warm") Tone tone, Optional<Secret> token,
                                    Limits limits, @Default("a, b") List<String> names) {
                                public Settings {
                                    if (word.equals("damn")) throw new IllegalArgumentException("word: mind your language");
                                }
                            }
                            private final Settings settings;
                            private final Store<String> kept;
                            public Greeter(Settings settings, PluginContext context) {
                                this.settings = settings;
                                this.kept = context.store("kept", String.class);
                            }
                            @Override public void selfCheck() {
                                if (settings.word().equals("unreachable")) throw new UserError("nobody answers to it");
                            }
                            @Command(value = "greet me", description = "Greets")
                            String greet() {
                                kept.put("last", "x");
                                return settings.word() + " " + settings.tone() + " " + settings.limits().times() + " " + settings.names()
                                    + settings.token().map(t -> " token of " + t.reveal().length()).orElse("");
                            }
                        }
                        """);
    }

    @Test
    void infoTellsEverythingOfAPluginWithoutItsSecrets() throws IOException {
        Path jar =
                greeter("greeter")
                        .attribute("Plugin-Description", "Greets people")
                        .attribute("Plugin-License", "MIT")
                        .write(folder.resolve("greeter.jar"));
        try (TestBot bot =
                TestBot.setup()
                        .settings("greeter", Map.of("word", "Hi", "token", "hunter2hunter2"))
                        .jars(jar)
                        .start()) {
            bot.person("ann").says("!greet me").repliesContaining("Hi WARM 3 [a, b] token of 14");
            Said info =
                    bot.admin()
                            .says("!plugins info greeter")
                            .repliesContaining(
                                    "greeter 1.0.0",
                                    "Greets people",
                                    "MIT",
                                    "test.Greeter",
                                    "greet me",
                                    "1 in kept",
                                    "limits.times",
                                    "warm or cold",
                                    "***");
            assertThat(info.replies().toString()).doesNotContain("hunter2");
            bot.person("ann").says("!plugins info greeter").repliesContaining("admin");
        }
    }

    @Test
    void aReloadReadsTheJarAnewAndABrokenOneLeavesWhatServed() throws IOException {
        Path jar = plugin("counter", "1.0.0").write(folder.resolve("counter.jar"));
        try (TestBot bot = TestBot.loading(jar)) {
            plugin("counter", "1.1.0").write(jar);
            bot.admin()
                    .says("!plugins reload counter")
                    .repliesWith("counter 1.1.0 has replaced 1.0.0.");
            bot.person("ann").says("!counter version").repliesWith("1.1.0");
            Files.writeString(jar, "no JAR at all");
            bot.admin()
                    .says("!plugins reload counter")
                    .repliesContaining(
                            "cannot be loaded; what served before goes on serving", "not a JAR");
            bot.person("ann").says("!counter version").repliesWith("1.1.0");
            bot.admin().says("!plugins").repliesContaining("serving, update broken");
            bot.admin().says("!plugins reload conter").repliesContaining("Did you mean counter?");
        }
    }

    @Test
    void aPluginIsUnloadedDisabledAndEnabled() throws IOException {
        Path jar = plugin("counter", "1.0.0").write(folder.resolve("counter.jar"));
        try (TestBot bot = TestBot.loading(jar)) {
            TestPerson admin = bot.admin();
            admin.says("!plugins unload counter").repliesContaining("counter is out of service");
            admin.says("!counter version").repliesContaining("no command");
            admin.says("!plugins").repliesContaining("unloaded by a command");
            admin.says("!plugins reload counter").repliesWith("counter 1.0.0 is in service.");
            admin.says("!plugins disable counter").repliesWith("counter is disabled.");
            admin.says("!plugins reload counter").repliesContaining("disabled by a command");
            assertThat(bot.tryToLoad(jar)).containsExactly("It is disabled by a command");
            admin.says("!plugins enable counter").repliesWith("counter 1.0.0 is in service.");
            admin.says("!counter version").repliesWith("1.0.0");
            bot.awaitUnloaded();
        }
    }

    @Test
    void nobodyCanTakeTheHostsOwnCommandsAway() throws IOException {
        try (TestBot bot = TestBot.setup().start()) {
            for (String action : List.of("disable", "unload", "reload", "enable")) {
                bot.admin()
                        .says("!plugins " + action + " errand")
                        .repliesContaining("'errand' is Errand itself");
            }
            bot.admin().says("!plugins config errand set a b").repliesContaining("itself");
            assertThat(bot.tryToLoad(plugin("errand", "9.0.0").write(folder.resolve("e.jar"))))
                    .singleElement()
                    .asString()
                    .contains("is the name of Errand's own commands");
            bot.admin().says("!plugins").repliesContaining("serving");
        }
    }

    @Test
    void aBadValueIsRefusedAndTheGoodConfigurationStays() throws IOException {
        Path jar = greeter("greeter").write(folder.resolve("greeter.jar"));
        try (TestBot bot =
                TestBot.setup().settings("greeter", Map.of("word", "Hi")).jars(jar).start()) {
            TestPerson admin = bot.admin();
            admin.says("!plugins config greeter set word Good day to you")
                    .repliesWith("word of greeter is changed, and in force.");
            admin.says("!plugins config greeter set limits.times 5").repliesContaining("in force");
            String good = "Good day to you WARM 5 [a, b]";
            admin.says("!greet me").repliesWith(good);
            admin.says("!plugins config greeter set limits.times many")
                    .repliesContaining("stays as it was", "'many' is not a whole number");
            admin.says("!plugins config greeter set tone lukewarm")
                    .repliesContaining("Known: warm, cold");
            admin.says("!plugins config greeter set wrod x")
                    .repliesContaining("Did you mean 'word'?");
            admin.says("!plugins config greeter set word damn")
                    .repliesContaining("mind your language");
            admin.says("!plugins config greeter set word unreachable")
                    .repliesContaining("nobody answers to it");
            admin.says("!greet me").repliesWith(good);
            admin.says("!plugins config greeter")
                    .repliesContaining("Good day to you", "set in chat", "limits.times", "default");
            admin.says("!plugins reload greeter").repliesContaining("loaded anew");
            admin.says("!greet me").repliesWith(good);
            admin.says("!plugins config greeter unset word").repliesContaining("in force");
            admin.says("!plugins config greeter unset word").repliesContaining("not set in chat");
            admin.says("!greet me").repliesWith("Hi WARM 5 [a, b]");
            admin.says("!plugins").repliesContaining("serving");
        }
    }

    @Test
    void aPluginWithoutSettingsTakesNone() throws IOException {
        Path jar = plugin("bare", "1.0.0").write(folder.resolve("bare.jar"));
        try (TestBot bot = TestBot.setup().jars(jar).start()) {
            bot.admin()
                    .says("!plugins config bare set word Hi")
                    .repliesContaining("stays as it was", "'bare' has nothing that can be set");
            bot.admin()
                    .says("!plugins config bare unset word")
                    .repliesContaining("was not set in chat");
        }
    }

    @Test
    void aPluginThatLacksSettingsGetsThemFromChat() throws IOException {
        Path jar = greeter("greeter").write(folder.resolve("greeter.jar"));
        try (TestBot bot = TestBot.setup().start()) {
            assertThat(bot.tryToLoad(jar)).isNotEmpty();
            bot.admin().says("!plugins config greeter").repliesContaining("word");
            bot.admin()
                    .says("!plugins config greeter set limits.times 9")
                    .repliesContaining("is kept, but the plugin cannot serve yet", "word");
            bot.admin()
                    .says("!plugins config greeter set limits.times x")
                    .repliesContaining("stays as it was");
            bot.admin().says("!plugins config greeter set word Hi").repliesContaining("in force");
            bot.admin().says("!greet me").repliesContaining("Hi WARM 9");
        }
    }

    private PluginJarBuilder weather(String version, String words) {
        return PluginJarBuilder.plugin("weather", version, "test.weather.WeatherPlugin")
                .attribute("Plugin-Exports", "test.weather.api")
                .source(
                        "test.weather.api.Forecast",
                        "package test.weather.api; public interface Forecast { String tomorrow(); }")
                .source(
                        "test.weather.WeatherPlugin",
                        """
                        package test.weather;
                        import dev.errand.api.*;
                        import test.weather.api.Forecast;
                        public final class WeatherPlugin implements Plugin {
                            public WeatherPlugin(PluginContext context) {
                                context.provide(Forecast.class, () -> "%s");
                            }
                        }
                        """
                                .formatted(words));
    }

    private PluginJarBuilder picnic(String range) {
        return PluginJarBuilder.plugin("picnic", "1.0.0", "test.picnic.PicnicPlugin")
                .attribute("Plugin-Dependencies", "weather" + range)
                .source(
                        "test.weather.api.Forecast",
                        "package test.weather.api; public interface Forecast { String tomorrow(); }")
                .source(
                        "test.picnic.PicnicPlugin",
                        """
                        package test.picnic;
                        import dev.errand.api.*;
                        import test.weather.api.Forecast;
                        public final class PicnicPlugin implements Plugin {
                            private final Forecast forecast;
                            public PicnicPlugin(PluginContext context) {
                                forecast = context.service(Forecast.class).orElseThrow();
                            }
                            @Command(value = "picnic", description = "Plans")
                            String picnic() { return "Tomorrow: " + forecast.tomorrow(); }
                        }
                        """);
    }

    @Test
    void aPluginUsesWhatItsDependencyOffersAndIsReloadedWithIt() throws IOException {
        Path weather = weather("1.0.0", "sun").write(folder.resolve("weather.jar"));
        Path picnic = picnic("@>=1.0.0 & <2.0.0").write(folder.resolve("picnic.jar"));
        try (TestBot bot = TestBot.loading(weather, picnic)) {
            TestPerson admin = bot.admin();
            admin.says("!picnic").repliesWith("Tomorrow: sun");
            weather("1.1.0", "rain").write(weather);
            admin.says("!plugins reload weather")
                    .repliesWith("weather 1.1.0 has replaced 1.0.0, and with it picnic.");
            admin.says("!picnic").repliesWith("Tomorrow: rain");
            weather("2.0.0", "frogs").write(weather);
            admin.says("!plugins reload weather")
                    .repliesContaining(
                            "picnic: needs weather and cannot go on with 2.0.0",
                            "in a version >=1.0.0 & <2.0.0");
            admin.says("!picnic").repliesWith("Tomorrow: rain");
            admin.says("!plugins unload weather").repliesContaining("is needed by picnic");
            admin.says("!plugins disable weather").repliesContaining("is needed by picnic");
            admin.says("!plugins info weather").repliesContaining("needed by", "picnic");
            bot.awaitUnloaded();
        }
    }

    @Test
    void aMissingDependencyIsSaidAndThePluginComesWhenItComes() throws IOException {
        Path weather = weather("0.9.0", "sun").write(folder.resolve("weather.jar"));
        Path picnic = picnic("@>=1.0.0").write(folder.resolve("picnic.jar"));
        try (TestBot bot = TestBot.setup().start()) {
            assertThat(bot.tryToLoad(picnic))
                    .singleElement()
                    .asString()
                    .contains(
                            "needs the plugin 'weather' in a version >=1.0.0, which is not installed");
            bot.load(weather);
            bot.admin().says("!plugins").repliesContaining("but 0.9.0 is in service");
            bot.load(weather("1.0.0", "sun").write(weather));
            bot.admin().says("!picnic").repliesWith("Tomorrow: sun");
            bot.unload("weather");
            bot.admin().says("!plugins").repliesContaining("which was taken out of service");
            bot.load(weather);
            bot.admin().says("!picnic").repliesWith("Tomorrow: sun");
        }
    }

    @Test
    void pluginsThatNeedEachOtherAreNamed() throws IOException {
        Path a =
                plugin("a", "1.0.0")
                        .attribute("Plugin-Dependencies", "b")
                        .write(folder.resolve("a.jar"));
        Path b =
                plugin("b", "1.0.0")
                        .attribute("Plugin-Dependencies", "c")
                        .write(folder.resolve("b.jar"));
        Path c =
                plugin("c", "1.0.0")
                        .attribute("Plugin-Dependencies", "a@*")
                        .write(folder.resolve("c.jar"));
        Path d =
                plugin("d", "1.0.0")
                        .attribute("Plugin-Dependencies", "x?@>=1")
                        .write(folder.resolve("d.jar"));
        Path e =
                plugin("e", "1.0.0")
                        .attribute("Plugin-Dependencies", "x@@!")
                        .write(folder.resolve("e.jar"));
        try (TestBot bot = TestBot.loading(d)) {
            bot.tryToLoad(a);
            bot.tryToLoad(b);
            assertThat(bot.tryToLoad(c))
                    .singleElement()
                    .asString()
                    .contains("they need each other: c → a → b → c");
            assertThat(bot.tryToLoad(e))
                    .singleElement()
                    .asString()
                    .contains("version range, such as");
            bot.admin().says("!d version").repliesWith("1.0.0");
        }
    }

    @Test
    void twoHundredReloadsOfAFamilyLeaveNothingBehind() throws IOException {
        Path weather = weather("1.0.0", "sun").write(folder.resolve("weather.jar"));
        Path picnic = picnic("").write(folder.resolve("picnic.jar"));
        try (TestBot bot = TestBot.loading(weather, picnic)) {
            for (int i = 0; i < 200; i++) {
                bot.admin().says("!plugins reload weather").repliesContaining("and with it picnic");
            }
            bot.awaitUnloaded();
            bot.admin().says("!picnic").repliesWith("Tomorrow: sun");
        }
    }
}
