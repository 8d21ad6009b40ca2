package dev.errand.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines through a pipe, replies out of another. */
class ConversationIT {

    @TempDir Path home;

    @Test
    void printsJustTheRepliesInOrderAndStillKnowsThemInASecondRun() throws Exception {
        Finished first =
                Bot.converse(
                        home,
                        "!democmd add greeting hello world",
                        "!democmd get greeting",
                        "this is no command",
                        "!democmd get greting",
                        "!democmd remove nothing");

        assertThat(first.out())
                .isEqualTo(
                        """
                        Remembered greeting.
                        hello world
                        There is no key 'greting'. Did you mean 'greeting'?
                        There is no key 'nothing'.
                        """);
        assertThat(first.err()).isEmpty();
        assertThat(first.exit()).isZero();
        assertThat(Bot.converse(home, "!democmd get greeting").out()).isEqualTo("hello world\n");
    }

    @Test
    void answersEveryLineOfALongInputBeforeItEnds() throws Exception {
        StringBuilder input = new StringBuilder();
        StringBuilder wanted = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            input.append("!democmd get key-").append(i).append('\n');
            wanted.append("There is no key 'key-").append(i).append("'.\n");
        }

        Finished finished = Finished.run(Bot.command(home), input.toString());

        assertThat(finished.out()).isEqualTo(wanted.toString());
        assertThat(finished.exit()).isZero();
    }

    @Test
    void aLastLineWithoutAnEndIsALine() throws Exception {
        assertThat(Finished.run(Bot.command(home), "!democmd get x").out())
                .isEqualTo("There is no key 'x'.\n");
    }

    @Test
    void nothingAtAllIsAnsweredByNothing() throws Exception {
        assertThat(Finished.run(Bot.command(home), "")).isEqualTo(new Finished(0, "", ""));
    }

    @Test
    void helpShowsWhatThereIs() throws Exception {
        Finished finished = Bot.converse(home, "!help", "!help democmd add", "!democmd ad x y");

        assertThat(finished.out())
                .contains(
                        "democmd add",
                        "!dig",
                        "Example: !democmd add greeting hello world",
                        "Did you mean !democmd add");
    }

    @Test
    void survivesWhatNobodyShouldType() throws Exception {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write("!\n! \n!!\n!! !\n\n".getBytes(UTF_8));
        input.write("!democmd add ctrl a\u0007b\u001b[31mc\u0000d\n".getBytes(UTF_8));
        input.write(
                new byte[] {
                    '!', 'd', 'e', 'm', 'o', 'c', 'm', 'd', ' ', (byte) 0xff, (byte) 0xc3, '\n'
                });
        input.write(
                "!democmd add rtl \u202eשלום\n!democmd get rtl\n!democmd get ctrl\n"
                        .getBytes(UTF_8));
        input.write(("!democmd add big " + "x".repeat(1_000_000) + "\n").getBytes(UTF_8));
        input.write(("z".repeat(1_100_000) + "\n").getBytes(UTF_8));
        input.write("!democmd get after\n".getBytes(UTF_8));

        Finished finished = Finished.run(Bot.command(home), input.toByteArray());

        assertThat(finished.exit()).isZero();
        assertThat(finished.err()).contains("line 12 is left out", "1100000 bytes").hasLineCount(1);
        assertThat(finished.out())
                .contains("שלום", "Remembered big.")
                .endsWith("There is no key 'after'.\n");
        assertThat(finished.out().codePoints().filter(c -> c != '\n' && Character.isISOControl(c)))
                .as("control characters in replies")
                .isEmpty();
        assertThat(finished.out().length()).isLessThan(20_000);
    }

    @Test
    void helpAndVersionStartNothing() throws Exception {
        Finished help = Finished.run(Bot.command(home, "--help"), "");
        Finished version = Finished.run(Bot.command(home, "--version"), "");

        assertThat(help.out()).contains("--home", "--config", "check");
        assertThat(version.out()).matches("Errand \\d+\\.\\d+\\.\\d+.*\n");
        assertThat(help.exit()).isZero();
        assertThat(version.exit()).isZero();
        assertThat(home).isEmptyDirectory();
    }
}
