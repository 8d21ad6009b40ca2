package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.platform.config.PluginPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenInstallTest {

    @TempDir Path temp;
    private Path maven;
    private PluginPolicy policy;

    @BeforeEach
    void configure() throws IOException {
        maven = Files.createDirectories(temp.resolve("maven"));
        // all of Maven's repositories, Central too, are this folder
        Files.createDirectories(temp.resolve("home"));
        Files.writeString(
                temp.resolve("home/settings.xml"),
                "<settings><mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>"
                        + maven.toUri()
                        + "</url></mirror></mirrors></settings>");
        PluginPolicy standard = PluginPolicy.standard();
        policy =
                new PluginPolicy(
                        List.of(),
                        List.of(),
                        standard.trustedKeys(),
                        false,
                        standard.allowSources(),
                        false,
                        standard.maxJarSize(),
                        standard.downloadTime(),
                        standard.withoutStorage());
    }

    private Path deploy(String artifact, String version, PluginJarBuilder jar, String dependencies)
            throws Exception {
        Path folder =
                Files.createDirectories(maven.resolve("org/example/" + artifact + "/" + version));
        Path pom = folder.resolve(artifact + "-" + version + ".pom");
        Files.writeString(
                pom,
                "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>"
                        + artifact
                        + "</artifactId><version>"
                        + version
                        + "</version><dependencies>"
                        + dependencies
                        + "</dependencies></project>");
        Path file = jar.write(folder.resolve(artifact + "-" + version + ".jar"));
        digest(pom);
        digest(file);
        return file;
    }

    private static void digest(Path file) throws Exception {
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
        Files.writeString(
                file.resolveSibling(file.getFileName() + ".sha1"), HexFormat.of().formatHex(sha1));
    }

    private static String dependency(String artifact) {
        return "<dependency><groupId>org.example</groupId><artifactId>"
                + artifact
                + "</artifactId><version>1.0</version></dependency>";
    }

    private static final String WORDS =
            "package org.example.words; public final class Words { public static String hello() { return \"Hello\"; } }";

    private static PluginJarBuilder hello() {
        return PluginJarBuilder.plugin("hello", "1.0.0", "org.example.hello.HelloPlugin")
                .source(
                        "org.example.hello.HelloPlugin",
                        """
                        package org.example.hello;
                        import dev.errand.api.*;
                        public final class HelloPlugin implements Plugin {
                            public HelloPlugin() {}
                            @Command(value = "hello", description = "Greets")
                            String hello() throws Exception {
                                return (String) Class.forName("org.example.words.Words").getMethod("hello").invoke(null);
                            }
                        }
                        """);
    }

    @Test
    void aCoordinateIsResolvedWithItsLibrariesIntoTheLoaderOfThePlugin() throws Exception {
        deploy(
                "words",
                "1.0",
                PluginJarBuilder.bare().source("org.example.words.Words", WORDS),
                "");
        deploy("hello-plugin", "1.0.0", hello(), dependency("words"));
        Path home = temp.resolve("home");
        try (TestBot bot = TestBot.setup().home(home).policy(policy).start()) {
            bot.admin()
                    .says("!repos install org.example:hello-plugin:1.0.0")
                    .repliesContaining("Resolving", "hello 1.0.0 is in service.");
            bot.admin().says("!hello").repliesWith("Hello");
            bot.admin().says("!plugins info hello").repliesContaining("libraries");
            assertThat(Files.readString(home.resolve("plugins.lock")))
                    .contains("words-1.0.jar", "org.example:hello-plugin");
        }
        try (TestBot bot = TestBot.setup().home(home).policy(policy).start()) {
            bot.admin().says("!hello").repliesWith("Hello");
        }
    }

    @Test
    void aMissingDependencyAndAWrongChecksumAreSaid() throws Exception {
        deploy("hello-plugin", "1.0.0", hello(), dependency("no-such-words"));
        Path forged = deploy("forged-plugin", "1.0.0", hello(), "");
        Files.writeString(forged.resolveSibling(forged.getFileName() + ".sha1"), "0".repeat(40));
        try (TestBot bot = TestBot.setup().home(temp.resolve("home")).policy(policy).start()) {
            bot.admin()
                    .says("!repos install org.example:hello-plugin:1.0.0")
                    .repliesContaining("'maven'", "no-such-words", "Nothing was changed");
            bot.admin()
                    .says("!repos install org.example:forged-plugin:1.0.0")
                    .repliesContaining("'maven'", "hecksum");
            bot.admin().says("!hello").repliesContaining("no command");
        }
    }
}
