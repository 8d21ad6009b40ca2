package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.platform.config.ByteSize;
import dev.errand.platform.config.PluginPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class RepositoriesTest {

    @TempDir Path temp;
    private Path web;
    private Path home;
    private RepositoryServer server;

    @BeforeEach
    void serve() throws IOException {
        web = Files.createDirectories(temp.resolve("web"));
        home = Files.createDirectories(temp.resolve("home"));
        server = new RepositoryServer(web);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static PluginJarBuilder weather(String version) {
        return PluginJarBuilder.plugin("weather", version, "test.weather.WeatherPlugin")
                .attribute("Plugin-Description", "Tells the forecast")
                .attribute("Plugin-Provider", "Acme")
                .source(
                        "test.weather.WeatherPlugin",
                        """
                        package test.weather;
                        import dev.errand.api.*;
                        public final class WeatherPlugin implements Plugin {
                            public record Settings(@Default("Rome") String city) {}
                            private final Settings settings;
                            private final Store<String> kept;
                            public WeatherPlugin(Settings settings, PluginContext context) {
                                this.settings = settings;
                                this.kept = context.store("asked", String.class);
                            }
                            @Override public void selfCheck() {
                                if ("%1$s".startsWith("6.6")) throw new UserError("the forecast does not answer");
                            }
                            @Command(value = "weather", description = "Says it")
                            String weather() {
                                kept.put("last", settings.city());
                                return "%1$s for " + settings.city();
                            }
                        }
                        """
                                .formatted(version));
    }

    private Path publish(String version) throws Exception {
        Path jar = weather(version).write(web.resolve("weather-" + version + ".jar"));
        server.index();
        return jar;
    }

    private TestBot bot() {
        return TestBot.setup().home(home).start();
    }

    private TestBot bot(PluginPolicy policy) {
        return TestBot.setup().home(home).policy(policy).start();
    }

    private static PluginPolicy policy(
            Set<String> keys, boolean signed, Set<PluginPolicy.Source> sources, long size) {
        return new PluginPolicy(
                List.of(),
                List.of(),
                keys,
                signed,
                sources,
                false,
                new ByteSize(size),
                Duration.ofSeconds(3),
                PluginPolicy.WithoutStorage.WAIT);
    }

    private static PluginPolicy small() {
        return policy(Set.of(), false, Set.of(PluginPolicy.Source.values()), 1 << 20);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("data/repository"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .filter(name -> !name.endsWith("repositories.json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aPluginIsFoundInstalledUpdatedRolledBackAndRemoved() throws Exception {
        publish("1.0.0");
        try (TestBot bot = bot()) {
            TestPerson admin = bot.admin();
            admin.says("!repos").repliesContaining("No repository is known");
            admin.says("!repos install weather").repliesContaining("repos add URL");
            admin.says("!repos add " + server.url())
                    .repliesWith("Added a repository with 1 plugin. It is not signed.");
            admin.says("!repos search forecast ACME").repliesContaining("weather", "1.0.0");
            admin.says("!repos search forecast nonsense").repliesContaining("No plugin matches");
            admin.says("!repos install weather").repliesWith("weather 1.0.0 is in service.");
            admin.says("!weather").repliesWith("1.0.0 for Rome");
            admin.says("!plugins config weather set city Oslo").repliesContaining("in force");
            admin.says("!repos outdated").repliesContaining("Nothing installed has a newer");
            publish("1.1.0");
            admin.says("!repos outdated").repliesContaining("weather", "1.1.0");
            admin.says("!repos update all").repliesWith("weather 1.1.0 has replaced 1.0.0.");
            admin.says("!repos update weather").repliesWith("weather has no newer version.");
            admin.says("!weather").repliesWith("1.1.0 for Oslo");
            admin.says("!plugins config weather set city Paris").repliesContaining("in force");
            admin.says("!repos rollback weather").repliesWith("weather 1.0.0 has replaced 1.1.0.");
            admin.says("!weather").repliesWith("1.0.0 for Oslo");
            admin.says("!repos rollback weather").repliesWith("weather 1.1.0 has replaced 1.0.0.");
            admin.says("!weather").repliesWith("1.1.0 for Paris");
            admin.says("!repos")
                    .repliesContaining("nobody", "weather", "1.1.0", "1.0.0", "test:admin");
            admin.says("!plugins").repliesContaining("installed");
            admin.says("!repos uninstall weather --purge-data")
                    .repliesWith("weather is removed, with 1 value it kept.");
            admin.says("!weather").repliesContaining("no command");
            admin.says("!repos remove " + server.url()).repliesWith("Removed.");
            bot.person("ann").says("!repos install weather").repliesContaining("admin");
            bot.awaitUnloaded();
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void aStartWithTheLockNeedsNoNetworkAndRefusesAChangedJar() throws Exception {
        Path jar = publish("1.0.0");
        String digest = sha256(jar);
        try (TestBot bot = bot()) {
            bot.admin().says("!repos add " + server.url());
            bot.admin().says("!repos install weather@1.0.0").repliesContaining("in service");
        }
        assertThat(Files.readString(home.resolve("plugins.lock")))
                .contains(digest, "\"1.0.0\"", server.url(), "test:admin");
        server.close();
        try (TestBot bot = bot()) {
            bot.admin().says("!weather").repliesWith("1.0.0 for Rome");
        }
        Path kept = home.resolve("data/repository/jars/" + digest + ".jar");
        weather("9.9.9").write(kept);
        try (TestBot bot = bot()) {
            bot.admin().says("!weather").repliesContaining("no command");
            bot.admin().says("!plugins").repliesContaining("differs from plugins.lock");
        }
    }

    @Test
    void whateverGoesWrongOnTheWayLeavesTheOldVersionServing() throws Exception {
        publish("1.0.0");
        try (TestBot bot = bot(small())) {
            TestPerson admin = bot.admin();
            admin.says("!repos add " + server.url());
            admin.says("!repos install weather").repliesContaining("in service");
            String lock = Files.readString(home.resolve("plugins.lock"));
            List<String> before = leftovers();
            publish("2.0.0");
            String file = "weather-2.0.0.jar";
            String start = "Installing weather@2.0.0 has failed at the step '";

            server.trick(
                    file,
                    exchange -> {
                        exchange.sendResponseHeaders(200, 5000);
                        exchange.getResponseBody().write(new byte[100]);
                        exchange.getResponseBody().flush();
                        throw new IOException("cut");
                    });
            admin.says("!repos install weather@2.0.0").repliesContaining(start + "download'");

            server.trick(
                    file,
                    exchange -> {
                        exchange.sendResponseHeaders(200, 6);
                        exchange.getResponseBody().write("forged".getBytes(StandardCharsets.UTF_8));
                    });
            admin.says("!repos install weather@2.0.0")
                    .repliesContaining(start + "digest'", "SHA-256", "Nothing was changed");

            server.trick(
                    file,
                    exchange -> {
                        exchange.sendResponseHeaders(200, 10L << 30);
                        exchange.getResponseBody().write(new byte[1 << 16]);
                    });
            admin.says("!repos install weather@2.0.0")
                    .repliesContaining(start + "size'", "max-jar-size");

            server.trick(
                    file,
                    exchange -> {
                        exchange.sendResponseHeaders(200, 0);
                        try (OutputStream out = exchange.getResponseBody()) {
                            byte[] block = new byte[1 << 16];
                            for (long sent = 0; sent < 10L << 30; sent += block.length) {
                                out.write(block);
                            }
                        }
                    });
            admin.says("!repos install weather@2.0.0").repliesContaining(start + "size'");

            server.trick(
                    file,
                    exchange -> {
                        exchange.getResponseHeaders().add("Location", server.url() + file);
                        exchange.sendResponseHeaders(302, -1);
                    });
            admin.says("!repos install weather@2.0.0")
                    .repliesContaining(start + "download'", "redirects more than");

            for (String elsewhere :
                    List.of("file:///etc/passwd", "ftp://127.0.0.1/x", "https://u:p@127.0.0.1/x")) {
                server.trick(
                        file,
                        exchange -> {
                            exchange.getResponseHeaders().add("Location", elsewhere);
                            exchange.sendResponseHeaders(302, -1);
                        });
                admin.says("!repos install weather@2.0.0").repliesContaining(start + "address'");
            }

            server.trick(file, exchange -> exchange.sendResponseHeaders(404, -1));
            admin.says("!repos install weather@2.0.0").repliesContaining("status 404");

            server.behave();
            admin.says("!repos install weather@3.0.0").repliesContaining("there is 2.0.0, 1.0.0");
            admin.says("!repos install wether").repliesContaining("no repository has a plugin");
            weather("6.6.6").write(web.resolve("weather-6.6.6.jar"));
            server.index();
            admin.says("!repos update weather")
                    .repliesContaining(
                            "'load'", "the forecast does not answer", "Nothing was changed");

            admin.says("!weather").repliesWith("1.0.0 for Rome");
            assertThat(Files.readString(home.resolve("plugins.lock"))).isEqualTo(lock);
            assertThat(leftovers()).isEqualTo(before);
        }
    }

    @Test
    void aServerThatNeverEndsIsGivenUp() throws Exception {
        publish("1.0.0");
        try (TestBot bot = bot(small())) {
            bot.admin().says("!repos add " + server.url());
            server.trick(
                    "weather-1.0.0.jar",
                    exchange -> {
                        exchange.sendResponseHeaders(200, 0);
                        try (OutputStream out = exchange.getResponseBody()) {
                            while (!Thread.currentThread().isInterrupted()) {
                                out.write(1);
                                out.flush();
                                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
                            }
                        }
                    });
            bot.admin()
                    .says("!repos install weather")
                    .repliesContaining("has not been read within 3 seconds");
        }
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
            }
        }
        return bytes.toByteArray();
    }

    private void expectRefused(TestBot bot, String name, byte[] content, String... words)
            throws Exception {
        Path file = Files.write(web.resolve(name), content);
        bot.admin()
                .says("!repos install " + server.url() + name + " --sha256 " + sha256(file))
                .repliesContaining(words);
    }

    @Test
    void hostileJarsAreRefusedBeforeTheyAreLoaded() throws Exception {
        try (TestBot bot = bot(small())) {
            expectRefused(
                    bot,
                    "slip.jar",
                    zip("a/../../../etc/cron.d/x"),
                    "'inspection'",
                    "points out of it");
            expectRefused(bot, "root.jar", zip("/etc/passwd"), "'inspection'", "points out of it");
            expectRefused(
                    bot,
                    "text.jar",
                    "no zip".getBytes(StandardCharsets.UTF_8),
                    "'inspection'",
                    "no whole JAR");
            expectRefused(bot, "bare.jar", zip("a"), "'manifest'", "has no manifest");
            ByteArrayOutputStream bomb = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
                zip.putNextEntry(new ZipEntry("zeros"));
                byte[] block = new byte[1 << 20];
                for (int i = 0; i < 400; i++) {
                    zip.write(block);
                }
            }
            expectRefused(
                    bot, "bomb.jar", bomb.toByteArray(), "'inspection'", "unpacks to more than");
            Path good = weather("1.0.0").write(web.resolve("good.jar"));
            bot.admin()
                    .says("!repos install " + server.url() + "good.jar")
                    .repliesContaining("--sha256");
            bot.admin()
                    .says("!repos install " + server.url() + "good.jar --sha256 " + "0".repeat(64))
                    .repliesContaining("'digest'");
            bot.admin()
                    .says("!repos install " + good)
                    .repliesContaining("only installed from its own console");
            bot.admin()
                    .says("!repos install ftp://x/y.jar --sha256 " + "0".repeat(64))
                    .repliesContaining("'address'");
            bot.admin()
                    .says("!repos install " + server.url() + "good.jar --sha256 " + sha256(good))
                    .repliesWith("weather 1.0.0 is in service.");
        }
    }

    @Test
    void anIndexIsBelievedOnlyIfItIsSignedByTheSameKeyAndNotOlder() throws Exception {
        publish("1.0.0");
        Path key = temp.resolve("key");
        Path other = temp.resolve("other");
        String trusted = RepositoryServer.publishing().key(key);
        RepositoryServer.publishing().key(other);
        RepositoryServer.publishing().sign(web, key);
        byte[] oldIndex = Files.readAllBytes(web.resolve("index.json"));
        byte[] oldSignature = Files.readAllBytes(web.resolve("index.json.sig"));
        try (TestBot bot = bot()) {
            TestPerson admin = bot.admin();
            admin.says("!repos add " + server.url()).repliesContaining("1 plugin");
            admin.says("!repos").repliesContaining(trusted);
            server.index();
            admin.says("!repos install weather")
                    .repliesContaining("'index'", "is not signed any more");
            RepositoryServer.publishing().sign(web, other);
            admin.says("!repos install weather").repliesContaining("signed with another key");
            RepositoryServer.publishing().sign(web, key);
            admin.says("!repos install weather").repliesContaining("in service");
            Files.write(web.resolve("index.json"), oldIndex);
            admin.says("!repos update weather").repliesContaining("does not hold");
            Files.write(web.resolve("index.json.sig"), oldSignature);
            admin.says("!repos update weather").repliesContaining("an older index");
        }
        Files.delete(home.resolve("data/repository/repositories.json"));
        Set<PluginPolicy.Source> all = Set.of(PluginPolicy.Source.values());
        try (TestBot bot = bot(policy(Set.of(trusted), true, all, 1 << 20))) {
            TestPerson admin = bot.admin();
            admin.says("!repos add " + server.url()).repliesContaining("1 plugin");
            admin.says("!repos install org.example:thing")
                    .repliesContaining("'policy'", "require-signature");
            Files.delete(web.resolve("index.json.sig"));
            admin.says("!repos add " + server.url())
                    .repliesContaining("'signature'", "is not signed");
            RepositoryServer.publishing().sign(web, other);
            admin.says("!repos add " + server.url()).repliesContaining("trusted-keys");
        }
        try (TestBot bot = bot(policy(Set.of(), false, Set.of(), 1 << 20))) {
            bot.admin()
                    .says("!repos install weather")
                    .repliesContaining("allow-sources does not have index");
            bot.admin()
                    .says("!repos install a:b")
                    .repliesContaining("allow-sources does not have maven");
        }
    }

    @Test
    void anIndexWithAPluginTwiceIsRefused() throws Exception {
        publish("1.0.0");
        String index = Files.readString(web.resolve("index.json"));
        String entry = index.substring(index.indexOf("[") + 1, index.lastIndexOf("]"));
        Files.writeString(web.resolve("index.json"), index.replace(entry, entry + "," + entry));
        try (TestBot bot = bot()) {
            bot.admin()
                    .says("!repos add " + server.url())
                    .repliesContaining("'index'", "weather 1.0.0 twice");
            Files.writeString(
                    web.resolve("index.json"), index.replace("\"format\" : 1", "\"format\" : 2"));
            bot.admin().says("!repos add " + server.url()).repliesContaining("reads format 1");
            Files.writeString(
                    web.resolve("index.json"), index.replace("weather-1.0.0.jar", "../../x.jar"));
            bot.admin().says("!repos add " + server.url()).repliesContaining("plain file name");
        }
    }

    @Test
    void snapshotsAndPluginsPutByHandAreLeftAlone() throws Exception {
        Path snapshot = weather("2.0.0-SNAPSHOT").write(web.resolve("s.jar"));
        Path good = weather("1.0.0").write(web.resolve("good.jar"));
        try (TestBot bot = bot()) {
            bot.admin()
                    .says("!repos install " + server.url() + "s.jar --sha256 " + sha256(snapshot))
                    .repliesContaining("'policy'", "allow-snapshots");
            bot.load(good);
            bot.admin()
                    .says("!repos install " + server.url() + "good.jar --sha256 " + sha256(good))
                    .repliesContaining("'conflict'", "by hand");
        }
    }

    @Test
    void twoHundredUpdatesLeaveNothingBehind() throws Exception {
        publish("1.0.0");
        publish("1.0.1");
        try (TestBot bot = bot()) {
            TestPerson admin = bot.admin();
            admin.says("!repos add " + server.url());
            admin.says("!repos install weather@1.0.0").repliesContaining("in service");
            for (int i = 0; i < 100; i++) {
                admin.says("!repos update weather").repliesContaining("1.0.1 has replaced 1.0.0");
                admin.says("!repos rollback weather").repliesContaining("1.0.0 has replaced 1.0.1");
            }
            bot.awaitUnloaded();
            assertThat(leftovers()).hasSize(2);
            try (Stream<Path> copies = Files.walk(home.resolve("data/work"))) {
                assertThat(copies.filter(Files::isRegularFile)).hasSize(1);
            }
            assertThat(openJars()).isLessThanOrEqualTo(2);
        }
    }

    /** The open files among JARs of the bot's folders; none where the system does not tell. */
    private static long openJars() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(
                            fd -> {
                                try {
                                    String target = Files.readSymbolicLink(fd).toString();
                                    return target.contains("errand-test")
                                            && target.contains(".jar");
                                } catch (IOException gone) {
                                    return false;
                                }
                            })
                    .count();
        }
    }
}
