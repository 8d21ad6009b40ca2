package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing where there is no room left. Needs to mount a small file system, so it needs root. */
class FullDiskTest {

    private static final int PAGE = 4096;
    private static final int SIZE = 64 * PAGE;

    @TempDir Path temp;

    private static boolean succeeds(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private static PluginJarBuilder sizable(String version) {
        // does not shrink, so that each step needs room of its own
        byte[] noise = new byte[5 * PAGE];
        new java.util.Random(version.hashCode()).nextBytes(noise);
        return PluginJarBuilder.plugin("sizable", version, "test.sizable.SizablePlugin")
                .entry("noise", noise)
                .source(
                        "test.sizable.SizablePlugin",
                        """
                        package test.sizable;
                        import dev.errand.api.*;
                        public final class SizablePlugin implements Plugin {
                            public SizablePlugin() {}
                            @Command(value = "sizable", description = "Says its version")
                            String version() { return "%s"; }
                        }
                        """
                                .formatted(version));
    }

    /** Leaves only that much room. */
    private static void fill(Path home, int free) throws IOException {
        Path filler = home.resolve("filler");
        Files.deleteIfExists(filler);
        try (OutputStream out = Files.newOutputStream(filler)) {
            long room = Files.getFileStore(home).getUsableSpace() - free;
            for (long written = 0; written < room; written += PAGE) {
                out.write(new byte[PAGE]);
            }
        }
    }

    @Test
    void whereverTheRoomEndsTheOldVersionServesOnAndTheNewOneComesOnceThereIsRoom()
            throws Exception {
        Path home = Files.createDirectories(temp.resolve("home"));
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", home.toString()),
                "a file system of this size can only be mounted by root");
        try {
            install(home);
        } finally {
            assertThat(succeeds("umount", "-l", home.toString())).isTrue();
        }
    }

    private void install(Path home) throws Exception {
        Path web = Files.createDirectories(temp.resolve("web"));
        try (RepositoryServer server = new RepositoryServer(web);
                TestBot bot = TestBot.setup().home(home).start()) {
            sizable("1.0.0").write(web.resolve("sizable-1.0.0.jar"));
            sizable("2.0.0").write(web.resolve("sizable-2.0.0.jar"));
            server.index();
            TestPerson admin = bot.admin();
            admin.says("!repos add " + server.url()).repliesContaining("2 plugins");
            admin.says("!repos install sizable@1.0.0").repliesContaining("in service");
            String lock = Files.readString(home.resolve("plugins.lock"));
            int refused = 0;
            for (int free = 0; free < SIZE; free += PAGE) {
                fill(home, free);
                String said = admin.says("!repos update sizable").replies().toString();
                String serving = admin.says("!sizable").replies().getFirst();
                if (said.contains("has replaced")) {
                    assertThat(serving).isEqualTo("2.0.0");
                    break;
                }
                refused++;
                assertThat(said).contains("has failed at the step", "Nothing was changed");
                assertThat(serving).isEqualTo("1.0.0");
                assertThat(Files.readString(home.resolve("plugins.lock"))).isEqualTo(lock);
            }
            assertThat(refused).isBetween(2, SIZE / PAGE - 1);
            fill(home, 0);
            admin.says("!repos rollback sizable")
                    .repliesContaining("has failed at the step", "Nothing was changed");
            admin.says("!sizable").repliesWith("2.0.0");
            Files.delete(home.resolve("filler"));
            admin.says("!repos rollback sizable").repliesContaining("1.0.0 has replaced 2.0.0");
        }
        try (TestBot bot = TestBot.setup().home(home).start()) {
            bot.admin().says("!sizable").repliesWith("1.0.0");
        }
    }
}
