package dev.errand.platform.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.StoreType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCopyTest {

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("some.last");
    }

    private LocalCopy<Map<String, Integer>> copy() {
        return new LocalCopy<>(file(), new StoreType<>() {});
    }

    @Test
    void anotherProcessReadsWhatWasWrittenLast() {
        assertThat(copy().read()).isEmpty();
        copy().write(Map.of("a", 1));
        copy().write(Map.of());
        assertThat(copy().read()).contains(Map.of());
        copy().write(Map.of("a", 2, "é", 3));
        assertThat(copy().read()).contains(Map.of("a", 2, "é", 3));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void onlyItsOwnerCanReadIt() throws Exception {
        Assumptions.assumeTrue(
                file().getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this file system has no permissions");
        copy().write(Map.of("a", 1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatCannotBeReadIsNothing() throws Exception {
        for (String damage : new String[] {"", "{\"a\":", "null", "[1]", "{\"a\":\"b\"}"}) {
            Files.writeString(file(), damage, UTF_8);
            assertThat(copy().read()).as(damage).isEmpty();
        }
        copy().write(Map.of("a", 1));
        assertThat(copy().read()).contains(Map.of("a", 1));
    }

    @Test
    void theSameIsNotWrittenTwice() throws Exception {
        copy().write(Map.of("a", 1));
        FileTime early = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file(), early);
        copy().write(Map.of("a", 1));
        assertThat(Files.getLastModifiedTime(file())).isEqualTo(early);
    }

    @Test
    void anInterruptWaitsUntilItIsWritten() {
        Thread.currentThread().interrupt();
        copy().write(Map.of("a", 1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(copy().read()).contains(Map.of("a", 1));
    }

    @Test
    void aFolderThatIsNotThereCostsNothingButTheCopy() {
        LocalCopy<Map<String, Integer>> nowhere =
                new LocalCopy<>(folder.resolve("no").resolve("some.last"), new StoreType<>() {});
        nowhere.write(Map.of("a", 1));
        assertThat(nowhere.read()).isEmpty();
    }
}
