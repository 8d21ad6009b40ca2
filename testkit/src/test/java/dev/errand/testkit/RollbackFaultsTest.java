package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.spi.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rollback that fails, once at each point where it can: the version that served goes on, with its
 * own settings, also when it is loaded anew and after a restart, and the next rollback works.
 */
class RollbackFaultsTest {

    @TempDir Path temp;
    private Path web;
    private Path home;
    private RepositoryServer server;

    /** Survives the restarts of the bot. */
    private @Nullable FailingStorage storage;

    private @Nullable Storage kept;

    @BeforeEach
    void serve() throws Exception {
        web = Files.createDirectories(temp.resolve("web"));
        home = Files.createDirectories(temp.resolve("home"));
        tide("1.0.0").write(web.resolve("tide-1.0.0.jar"));
        tide("2.0.0").write(web.resolve("tide-2.0.0.jar"));
        server = new RepositoryServer(web);
        server.index();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private PluginJarBuilder tide(String version) {
        return PluginJarBuilder.plugin("tide", version, "test.tide.TidePlugin")
                .source(
                        "test.tide.TidePlugin",
                        """
                        package test.tide;
                        import dev.errand.api.*;
                        import java.nio.file.*;
                        public final class TidePlugin implements Plugin {
                            public record Settings(@Default("Rome") String city) {}
                            private final Settings settings;
                            public TidePlugin(Settings settings) { this.settings = settings; }
                            @Override public void selfCheck() {
                                if (Files.exists(Path.of("%2$s", "sick-%1$s"))) throw new UserError("sick");
                            }
                            @Command(value = "tide", description = "Says it")
                            String tide() { return "%1$s in " + settings.city(); }
                        }
                        """
                                .formatted(version, temp));
    }

    private TestBot bot() {
        return TestBot.setup()
                .home(home)
                .storage(fresh -> {
                    // one storage for all bots of a test: a restart finds what there was
                    kept = kept == null ? fresh : kept;
                    storage = new FailingStorage(kept);
                    return storage;
                })
                .start();
    }

    /** 1.0.0 in Oslo was updated to 2.0.0 in Paris. */
    private TestBot updated() {
        TestBot bot = bot();
        TestPerson admin = bot.admin();
        admin.says("!repos add " + server.url()).repliesContaining("2 plugins");
        admin.says("!repos install tide@1.0.0").repliesContaining("in service");
        admin.says("!plugins config tide set city Oslo").repliesContaining("in force");
        admin.says("!repos update tide").repliesContaining("2.0.0 has replaced 1.0.0");
        admin.says("!plugins config tide set city Paris").repliesContaining("in force");
        return bot;
    }

    private FailingStorage storage() {
        if (storage == null) {
            throw new IllegalStateException("no bot yet");
        }
        return storage;
    }

    private void blockLock(boolean now) {
        Path unfinished = home.resolve(".plugins.lock.new");
        try {
            if (now) {
                Files.createDirectories(unfinished);
            } else {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All is as it was before the rollback, now and later; then the way is free again. */
    private void stillTheSame(TestBot bot) throws IOException {
        storage().behave();
        blockLock(false);
        TestPerson admin = bot.admin();
        admin.says("!tide").repliesWith("2.0.0 in Paris");
        assertThat(admin.says("!plugins").replies().toString()).doesNotContain("broken");
        admin.says("!plugins reload tide").repliesWith("tide 2.0.0 is loaded anew.");
        admin.says("!tide").repliesWith("2.0.0 in Paris");
        assertThat(copies()).hasSize(1);
        bot.close();
        try (TestBot again = bot()) {
            again.admin().says("!tide").repliesWith("2.0.0 in Paris");
            again.admin().says("!repos rollback tide").repliesContaining("1.0.0 has replaced");
            again.admin().says("!tide").repliesWith("1.0.0 in Oslo");
            again.admin().says("!repos rollback tide").repliesContaining("2.0.0 has replaced");
            again.admin().says("!tide").repliesWith("2.0.0 in Paris");
        }
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data/work"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void failing(Predicate<String> calls, String... words) throws IOException {
        try (TestBot bot = updated()) {
            storage().fail(calls);
            bot.admin().says("!repos rollback tide").repliesContaining(words);
            stillTheSame(bot);
        }
    }

    @Test
    void theSettingsOfTheVersionBeforeCannotBeRead() throws Exception {
        failing(
                call -> call.startsWith("get") && call.contains("plugins-before"),
                "'settings'",
                "cannot be read",
                "Nothing was changed");
    }

    @Test
    void whetherItIsDisabledCannotBeRead() throws Exception {
        failing(call -> call.matches("get \\S*host/plugins tide.*"), "cannot be kept");
    }

    @Test
    void theSettingsOfThePresentVersionCannotBeSaved() throws Exception {
        failing(
                call -> call.startsWith("put") && call.contains("plugins-before"),
                "'load'",
                "cannot be kept");
    }

    @Test
    void theLockCannotBeWritten() throws Exception {
        try (TestBot bot = updated()) {
            blockLock(true);
            bot.admin().says("!repos rollback tide").repliesContaining("'load'", "cannot be kept");
            stillTheSame(bot);
        }
    }

    @Test
    void theSettingsCannotBeExchanged() throws Exception {
        failing(call -> call.matches("put \\S*host/plugins tide.*"), "cannot be kept");
    }

    @Test
    void theSettingsAreExchangedButTheAnswerIsLost() throws Exception {
        try (TestBot bot = updated()) {
            storage().loseAnswers(call -> call.matches("put \\S*host/plugins tide.*"));
            bot.admin().says("!repos rollback tide").repliesContaining("cannot be kept");
            stillTheSame(bot);
        }
    }

    @Test
    void theLockCannotBeFinishedOnceTheSettingsAreExchanged() throws Exception {
        try (TestBot bot = updated()) {
            storage()
                    .fail(call -> {
                        if (call.matches("put \\S*host/plugins tide.*")) {
                            blockLock(true);
                        }
                        return false;
                    });
            bot.admin().says("!repos rollback tide").repliesContaining("1.0.0 has replaced");
            storage().behave();
            blockLock(false);
            // neither way was open any more: what the lock has serves, with the settings it had
            bot.admin().says("!tide").repliesWith("1.0.0 in Oslo");
            bot.admin().says("!plugins reload tide").repliesContaining("loaded anew");
            bot.admin().says("!tide").repliesWith("1.0.0 in Oslo");
        }
        try (TestBot bot = bot()) {
            bot.admin().says("!tide").repliesWith("1.0.0 in Oslo");
            bot.admin().says("!repos rollback tide").repliesContaining("2.0.0 has replaced");
            bot.admin().says("!tide").repliesWith("2.0.0 in Paris");
        }
    }

    @Test
    void theJarOfTheVersionBeforeIsNotWhatItWasOrIsGone() throws Exception {
        try (TestBot bot = updated()) {
            Path jar = home.resolve("data/repository/jars/" + digestOf("1.0.0") + ".jar");
            byte[] good = Files.readAllBytes(jar);
            Files.writeString(jar, "damaged");
            bot.admin()
                    .says("!repos rollback tide")
                    .repliesContaining("'digest'", "differs", "!repos install tide@1.0.0 brings");
            Files.delete(jar);
            bot.admin()
                    .says("!repos rollback tide")
                    .repliesContaining("'digest'", "is missing", "!repos install tide@1.0.0");
            Files.write(jar, good);
            stillTheSame(bot);
        }
    }

    @Test
    void theVersionBeforeDoesNotStartAnyMore() throws Exception {
        try (TestBot bot = updated()) {
            Path sick = Files.createFile(temp.resolve("sick-1.0.0"));
            bot.admin().says("!repos rollback tide").repliesContaining("'load'", "sick");
            Files.delete(sick);
            stillTheSame(bot);
        }
    }

    @Test
    void anInstallationThatFailsLeavesNoTraceOfItself() throws Exception {
        Path sick = Files.createFile(temp.resolve("sick-1.0.0"));
        try (TestBot bot = bot()) {
            TestPerson admin = bot.admin();
            admin.says("!repos add " + server.url()).repliesContaining("2 plugins");
            admin.says("!repos install tide@1.0.0").repliesContaining("'load'", "sick");
            assertThat(admin.says("!plugins").replies().toString()).doesNotContain("tide");
            Files.delete(sick);
            admin.says("!repos install tide@1.0.0").repliesContaining("in service");
            Files.createFile(temp.resolve("sick-2.0.0"));
            admin.says("!repos update tide").repliesContaining("'load'", "sick");
            admin.says("!plugins config tide set city Oslo").repliesContaining("in force");
            admin.says("!plugins reload tide").repliesWith("tide 1.0.0 is loaded anew.");
            admin.says("!tide").repliesWith("1.0.0 in Oslo");
        }
    }

    @Test
    void whatWasToBePurgedIsPurgedBeforeThePluginComesBack() throws Exception {
        try (TestBot bot = updated()) {
            storage().fail(call -> call.matches("remove \\S*host/plugins tide.*"));
            bot.admin()
                    .says("!repos uninstall tide --purge-data")
                    .repliesContaining("is removed", "goes at the next start");
            bot.admin()
                    .says("!repos install tide")
                    .repliesContaining("'storage'", "cannot be finished");
            storage().behave();
            bot.admin().says("!repos install tide").repliesContaining("2.0.0 is in service");
            bot.admin().says("!tide").repliesWith("2.0.0 in Rome");
        }
    }

    @Test
    void whatIsOverDoesNotFailForWhatCanWait() throws Exception {
        try (TestBot bot = bot()) {
            TestPerson admin = bot.admin();
            admin.says("!repos add " + server.url()).repliesContaining("2 plugins");
            admin.says("!repos install tide@1.0.0").repliesContaining("in service");
            storage().fail(call -> call.startsWith("list") && call.contains("plugins-before"));
            admin.says("!repos update tide").repliesWith("tide 2.0.0 has replaced 1.0.0.");
            storage()
                    .fail(call -> {
                        if (call.matches("remove \\S*host/plugins tide.*")) {
                            blockLock(true);
                        }
                        return false;
                    });
            admin.says("!repos uninstall tide --purge-data")
                    .repliesContaining("tide is removed", "goes at the next start");
        }
    }

    private String digestOf(String version) throws Exception {
        String index = Files.readString(web.resolve("index.json"));
        String entry = index.substring(index.indexOf("tide-" + version + ".jar"));
        return entry.replaceFirst("(?s).*?\"sha256\" : \"([0-9a-f]{64})\".*", "$1");
    }
}
