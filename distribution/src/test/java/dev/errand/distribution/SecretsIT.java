package dev.errand.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets of all kinds of places in a real process, and every file, page and line that comes out of
 * it searched for them. What a plugin can say in chat has its own test, in the test kit.
 */
class SecretsIT {

    private static final String OF_THE_FILE = "s3cret-of-errand-conf";
    private static final String OF_THE_ENVIRONMENT = "s3cret-of-the-environment";
    private static final String OF_A_FILE = "s3cret-of-a-file";
    private static final String OF_THE_CHILD = "s3cret-of-the-child";
    private static final List<String> ALL =
            List.of(OF_THE_FILE, OF_THE_ENVIRONMENT, OF_A_FILE, OF_THE_CHILD);

    /** Prints, logs and throws its secret. */
    private static final String CARELESS =
            """
            public record Settings(Secret token) {}
            private final Settings settings;
            public Pack(Settings settings) { this.settings = settings; }
            @Command(value = "%1$s tell", description = "Tells")
            String tell() {
                String secret = settings.token().reveal();
                System.out.println("out " + secret);
                System.err.println("err " + secret);
                System.getLogger("plugin.%1$s").log(System.Logger.Level.WARNING, "logged " + secret);
                return "told " + secret;
            }
            @Command(value = "%1$s throw", description = "Throws")
            String fail() {
                throw new IllegalStateException("thrown " + settings.token().reveal());
            }
            """;

    @TempDir Path temp;

    @Test
    void nothingThatComesOutOfTheProcessHasASecretInIt() throws Exception {
        Path home = Files.createDirectories(temp.resolve("home"));
        Files.createDirectories(home.resolve("plugins"));
        Jar.plugin("near", "1.0.0", CARELESS.formatted("near"))
                .renameTo(home.resolve("plugins/near.jar"));
        Jar.plugin("apart", "1.0.0", CARELESS.formatted("apart"))
                .renameTo(home.resolve("plugins/apart.jar"));
        Files.writeString(home.resolve("password"), OF_A_FILE + "\n");
        int health = freePort();
        Path configuration = home.resolve("errand.conf");
        Files.writeString(
                configuration,
                """
                chats {
                  console { type = console }
                  oss { type = irc, server = "127.0.0.1", port = %d, tls = false, nick = errand
                        password = "%s", login { method = plain, account = errand } }
                }
                plugins { near { token = "not this one" }, apart { token = "%s" } }
                limits.isolation.apart.mode = process
                health.port = %d
                """
                        .formatted(freePort(), OF_THE_FILE, OF_THE_CHILD, health));

        Map<String, String> outputs = new LinkedHashMap<>();
        Finished doctor = Finished.run(prepared(home, "doctor"), "");
        outputs.put("doctor", doctor.out() + doctor.err());
        Finished ended;
        try (Bot bot = Bot.start(prepared(home))) {
            for (String plugin : List.of("near", "apart")) {
                assertThat(bot.answer("!" + plugin + " tell")).contains("told ***");
                String failed = bot.answer("!" + plugin + " throw");
                assertThat(failed).contains("incident");
                outputs.put(plugin + " incident", bot.answer("!incident " + incident(failed)));
                outputs.put(plugin + " info", bot.answer("!plugins info " + plugin));
                Finished shell =
                        Finished.run(prepared(home, "plugins", "config", plugin, "show"), "");
                outputs.put(plugin + " shell", shell.out() + shell.err());
            }
            outputs.put("status", bot.answer("!status"));
            outputs.put("log", bot.answer("!log tail"));
            outputs.put("metrics", page(health, "metrics"));
            outputs.put("readyz", page(health, "readyz"));
            ended = bot.leave();
        }
        outputs.put("rest", ended.out() + ended.err());
        Finished audit = Finished.run(prepared(home, "audit", "list"), "");
        outputs.put("audit", audit.out() + audit.err());
        for (Path file : written(home)) {
            outputs.put(file.toString(), Files.readString(file, ISO_8859_1));
        }

        assertThat(outputs.get("audit")).contains("near throw");
        assertThat(String.join("\n", outputs.values())).contains("thrown ***", "err ***");
        assertThat(outputs)
                .allSatisfy((name, text) ->
                        assertThat(text).as(name).doesNotContain(ALL.toArray(String[]::new)));
    }

    private static ProcessBuilder prepared(Path home, String... words) {
        ProcessBuilder process;
        if (words.length == 0) {
            process = Bot.command(home);
        } else {
            List<String> command =
                    new ArrayList<>(List.of(Bot.DISTRIBUTION.resolve("bin/errand").toString()));
            command.add(words[0]);
            command.addAll(List.of("--home", home.toString()));
            command.addAll(List.of(words).subList(1, words.length));
            process = new ProcessBuilder(command);
            process.environment().keySet().removeIf(name -> name.startsWith("ERRAND_"));
        }
        process.environment().put("ERRAND_PLUGINS__NEAR__TOKEN", OF_THE_ENVIRONMENT);
        process.environment()
                .put(
                        "ERRAND_CHATS__OSS__LOGIN__PASSWORD_FILE",
                        home.resolve("password").toString());
        return process;
    }

    private static String incident(String told) {
        return told.replaceAll("(?s).*incident ([0-9a-f]+).*", "$1");
    }

    /** What the process has written, the storage left out: it has to know what it is to keep. */
    private static List<Path> written(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("logs"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String page(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + port + "/" + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
