package dev.errand.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {

    @TempDir Path folder;

    @Test
    void whatABotMakesInItsHomeIsTheOwnersOnly() throws Exception {
        Place place = place();

        place.make();

        assertThat(rights(place.data())).isEqualTo("rwx------");
        assertThat(rights(place.logs())).isEqualTo("rwx------");
        assertThat(rights(place.configFile())).isEqualTo("rw-------");
        assertThat(place.openToAll()).isEmpty();
    }

    @Test
    void whatIsThereKeepsItsRightsAndIsTold() throws Exception {
        Place place = place();
        place.make();
        set(folder, "rwxr-xr-x");
        set(place.logs(), "rwxr-xr-x");
        set(place.configFile(), "rw-r--r--");

        place.make();

        assertThat(rights(place.logs())).isEqualTo("rwxr-xr-x");
        assertThat(place.openToAll()).containsExactly(place.logs(), place.configFile());
    }

    @Test
    void aHomeThatOthersCannotEnterHidesAllInIt() throws Exception {
        Place place = place();
        place.make();
        set(place.logs(), "rwxrwxrwx");
        set(folder, "rwxr-x---");

        assertThat(place.openToAll()).isEmpty();
    }

    @Test
    void whatTheGroupMayDoIsLeftToWhoAllowedIt() throws Exception {
        Place place = place();
        place.make();
        set(folder, "rwxrwxr-x");
        set(place.data(), "rwxrwx---");

        assertThat(place.openToAll()).isEmpty();
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws Exception {
        Path file = Files.writeString(folder.resolve("errand.conf"), "mine");

        OwnerOnly.writeFile(file, "other");

        assertThat(file).hasContent("mine");
    }

    private Place place() {
        return Place.of(Optional.of(folder), Optional.empty(), Map.of());
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void set(Path path, String rights) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
}
