package dev.errand.platform.operate;

import dev.errand.platform.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The backups of one bot, whose names tell when they were made. Other files are not touched. */
record BackupFolder(Path path) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Pattern NAME =
            Pattern.compile("errand-(\\d{8}T\\d{6}Z)(?:-\\d{3})?\\.jsonl");
    private static final int MOST_PER_SECOND = 1_000;

    /** A name that nothing has, later than all names there are of that time. */
    Path newFile(Instant now) throws IOException {
        make();
        String time = "errand-" + TIME.format(now.atOffset(ZoneOffset.UTC));
        Path file = path.resolve(time + ".jsonl");
        for (int i = 1; Files.exists(file); i++) {
            if (i == MOST_PER_SECOND) {
                throw new IOException("there are " + i + " backups of this second");
            }
            file = path.resolve(time + String.format(Locale.ROOT, "-%03d.jsonl", i));
        }
        return file;
    }

    /** From the newest to the oldest. */
    List<Path> files() throws IOException {
        if (Files.notExists(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file -> NAME.matcher(nameOf(file)).matches())
                    .sorted((one, two) -> sortable(two).compareTo(sortable(one)))
                    .toList();
        }
    }

    /** When a backup was made, by its name. */
    static Instant madeAt(Path file) {
        Matcher name = NAME.matcher(nameOf(file));
        if (!name.matches()) {
            throw new IllegalArgumentException("No backup: " + file);
        }
        return LocalDateTime.parse(name.group(1), TIME).toInstant(ZoneOffset.UTC);
    }

    Optional<Instant> newest() throws IOException {
        return files().stream().findFirst().map(BackupFolder::madeAt);
    }

    /** Deletes the oldest beyond a number, and what a killed bot left half done. */
    int prune(int keep) throws IOException {
        List<Path> files = files();
        List<Path> old = files.subList(Math.min(keep, files.size()), files.size());
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
        try (Stream<Path> all = Files.list(path)) {
            for (Path half : all.filter(BackupFolder::isHalf).toList()) {
                Files.deleteIfExists(half);
            }
        }
        return old.size();
    }

    private static boolean isHalf(Path file) {
        String name = nameOf(file);
        return name.endsWith(WholeFile.HALF)
                && NAME.matcher(name.substring(0, name.length() - WholeFile.HALF.length()))
                        .matches();
    }

    private void make() throws IOException {
        if (Files.exists(path)) {
            return;
        }
        Files.createDirectories(path);
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Without the ending, or the first of a second would stand behind the others. */
    private static String sortable(Path file) {
        return nameOf(file).replace(".jsonl", "");
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
