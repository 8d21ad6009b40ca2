package dev.errand.storage.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");

    @TempDir private Path folder;

    private ContractContext context;
    private Journal journal;

    @BeforeEach
    void openJournal() throws IOException {
        context = new ContractContext(folder, new SettableClock());
        journal = new Journal(new DatabaseFile(folder, "errand"), 7, context);
        journal.restart(3);
    }

    @AfterEach
    void closeJournal() throws IOException {
        journal.close();
        context.close();
    }

    @Test
    void whatWasKeptIsFoundInItsOrder() throws Exception {
        journal.append(List.of(kept("a", 1), gone("b")));
        journal.append(
                List.of(
                        new Effect.Kept(
                                NAMESPACE,
                                new Write(
                                        "ü:\n",
                                        new byte[] {1, 2},
                                        Optional.of(Instant.ofEpochMilli(-5))),
                                9)));

        JournalFound found = journal.found();
        assertThat(found.last()).isEqualTo(OptionalLong.of(9));
        assertThat(found.effects())
                .extracting(JournalTest::shown)
                .containsExactly("a@1 [0] -", "b gone", "ü:\n@9 [1, 2] -5");
    }

    @Test
    void aCommitOfWhichAPartIsThereIsNoneAndTheOnesBeforeItAre() throws Exception {
        journal.append(List.of(kept("a", 1)));
        long whole = Files.size(journal.path());
        journal.append(List.of(kept("b", 2)));
        byte[] all = Files.readAllBytes(journal.path());

        for (int length = (int) whole; length < all.length; length++) {
            Files.write(journal.path(), Arrays.copyOf(all, length));
            assertThat(journal.found().last()).as("%d bytes", length).hasValue(8);
        }
        for (int at = (int) whole; at < all.length; at++) {
            byte[] flipped = all.clone();
            flipped[at] ^= 4;
            Files.write(journal.path(), flipped);
            assertThat(journal.found().last()).as("byte %d is another", at).hasValue(8);
        }
    }

    @Test
    void aCommitThatIsTakenBackIsReplacedByTheNext() throws Exception {
        journal.append(List.of(kept("a", 1)));
        long place = journal.append(List.of(kept("b", 2)));
        journal.takeBack(place);
        assertThat(journal.found().last()).hasValue(8);

        journal.append(List.of(kept("c", 3)));
        assertThat(journal.found().last()).hasValue(9);
        assertThat(journal.found().effects())
                .extracting(JournalTest::shown)
                .containsExactly("a@1 [0] -", "c@3 [0] -");
        assertThat(LastCommit.read(folder.resolve("errand.last")).orElseThrow().commit())
                .isEqualTo(9);
    }

    @Test
    void whatIsLeftOfOldCommitsAfterAKillInTheMiddleOfARestartIsNotTakenForNewOnes()
            throws Exception {
        journal.append(List.of(kept("a", 1)));
        byte[] before = Files.readAllBytes(journal.path());
        journal.restart(4);
        byte[] heading = Files.readAllBytes(journal.path());
        System.arraycopy(heading, 0, before, 0, heading.length);
        Files.write(journal.path(), before);

        assertThat(journal.found()).isEqualTo(new JournalFound(OptionalLong.of(8), List.of()));
    }

    @Test
    void aFileThatIsNoJournalHoldsNothing() throws Exception {
        Files.writeString(journal.path(), "hello\n".repeat(100));
        assertThat(journal.found().last()).isEmpty();
        Files.delete(journal.path());
        assertThat(journal.found().last()).isEmpty();
    }

    @Test
    void itIsLargeAfterAMebibyteAndNotAtOnceAgainWhenItCouldNotBeginAnew() throws Exception {
        journal.append(
                List.of(new Effect.Kept(NAMESPACE, Write.of("k", new byte[(1 << 20) + 1]), 1)));
        assertThat(journal.isLarge()).isTrue();
        journal.postpone();
        assertThat(journal.isLarge()).isFalse();
        journal.restart(5);
        assertThat(Files.size(journal.path())).isLessThan(100);
        assertThat(journal.isLarge()).isFalse();
    }

    private static Effect kept(String key, long version) {
        return new Effect.Kept(NAMESPACE, Write.of(key, new byte[1]), version);
    }

    private static Effect gone(String key) {
        return new Effect.Gone(NAMESPACE, key);
    }

    private static String shown(Effect effect) {
        return switch (effect) {
            case Effect.Gone(Namespace namespace, String key) -> key + " gone";
            case Effect.Kept(Namespace namespace, Write write, long version) ->
                    write.key()
                            + "@"
                            + version
                            + " "
                            + Arrays.toString(write.value())
                            + " "
                            + write.expires()
                                    .map(end -> Long.toString(end.toEpochMilli()))
                                    .orElse("-");
        };
    }
}
