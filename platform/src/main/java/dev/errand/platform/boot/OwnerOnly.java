package dev.errand.platform.boot;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Files and folders that are nobody else's on this machine: passwords stand in a configuration,
 * what people said in a log, and anything in what plugins keep. Where the file system knows no
 * owners, they are made as it makes them.
 */
final class OwnerOnly {

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE);

    private OwnerOnly() {}

    /** Makes a folder; one that is there keeps its rights, which somebody may have meant. */
    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        if (knowsOwners(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /**
     * Writes a file that nobody else can read at any moment. One that is there, such as that of
     * another start in the same second, is left alone.
     */
    static void writeFile(Path file, String text) throws IOException {
        FileAttribute<?>[] rights =
                knowsOwners(file)
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, rights);
        } catch (FileAlreadyExistsException somebodyElse) {
            return;
        }
        Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /**
     * Those that every user of this machine can get at. A home that others cannot enter hides all
     * in it. The group's rights are left to who gave them: a volume of a cluster is the group's.
     */
    static List<Path> openToAll(Path home, List<Path> inHome) {
        return isOpen(home) ? inHome.stream().filter(OwnerOnly::isOpen).toList() : List.of();
    }

    private static boolean isOpen(Path path) {
        try {
            return Files.exists(path)
                    && knowsOwners(path)
                    && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
