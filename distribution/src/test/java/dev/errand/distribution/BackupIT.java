package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running bot saved comes back by the command that an operator gives. */
class BackupIT {

    @TempDir Path home;

    @Test
    void aBackupMadeWhileTheBotRunsBringsBackWhatWasLost() throws Exception {
        String said =
                Bot.converse(
                                home,
                                "!democmd add greeting hello world",
                                "!backup",
                                "!democmd add later on")
                        .out();
        assertThat(said).contains("values are in backups/errand-");
        Path backup = onlyFileIn(home.resolve("backups"));
        Files.delete(home.resolve("data").resolve("errand.mv.db"));

        Finished imported = storage("import", backup.toString());

        assertThat(imported.exit()).as(imported.err()).isZero();
        assertThat(Bot.converse(home, "!democmd get greeting", "!democmd get later").out())
                .startsWith("hello world\nThere is no key 'later'.");
        assertThat(Bot.converse(home, "!backup status").out()).contains("Backups: 1.");
    }

    @Test
    void aBackupThatSomebodyChangedIsRefused() throws Exception {
        Bot.converse(home, "!democmd add greeting hello", "!backup");
        Path backup = onlyFileIn(home.resolve("backups"));
        Files.writeString(backup, Files.readString(backup).replace("greeting", "greeding"));

        Finished imported = storage("import", backup.toString(), "--replace");

        assertThat(imported.exit()).isEqualTo(1);
        assertThat(imported.err()).contains("digest", "Nothing was changed");
        assertThat(Bot.converse(home, "!democmd get greeting").out()).isEqualTo("hello\n");
    }

    @Test
    void aMistypedHomeIsToldAndNotMade() throws Exception {
        Path mistyped = home.resolve("mistyped");

        Finished listed = Finished.run(Bot.command(mistyped, "storage", "namespaces"), "");

        assertThat(listed.exit()).isEqualTo(1);
        assertThat(listed.err()).contains("There is no bot in '" + mistyped + "'", "--home DIR");
        assertThat(mistyped).doesNotExist();
    }

    private Finished storage(String... arguments) throws InterruptedException {
        return Finished.run(
                Bot.command(
                        home,
                        Stream.concat(Stream.of("storage"), Stream.of(arguments))
                                .toArray(String[]::new)),
                "");
    }

    private static Path onlyFileIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
