package dev.errand.platform.audit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Records that have left the storage: files of lines as {@link AuditLine} writes them, each named
 * by its first and its last record. A file is there as a whole or not at all, and never changed.
 */
final class AuditFiles {

    private static final Pattern NAME = Pattern.compile("audit-(\\d{12})-(\\d{12})\\.log");

    private record Part(Path file, long first, long last) {}

    private final Path folder;

    AuditFiles(Path folder) {
        this.folder = folder;
    }

    private List<Part> parts() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Part> parts = new ArrayList<>();
            all.forEach(file -> {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    parts.add(
                            new Part(
                                    file,
                                    Long.parseLong(name.group(1)),
                                    Long.parseLong(name.group(2))));
                }
            });
            parts.sort(Comparator.comparingLong(Part::first));
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the last record in a file, 0 if there is no file. */
    long last() {
        return parts().stream().mapToLong(Part::last).max().orElse(0);
    }

    /** Gives the lines of the files that may hold records of these numbers, in order. */
    void each(long after, long until, Consumer<AuditLine> reader) {
        for (Part part : parts()) {
            if (part.last() > after && part.first() <= until) {
                read(part.file(), reader);
            }
        }
    }

    private static void read(Path file, Consumer<AuditLine> reader) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(AuditLine.parse(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The audit file " + file.getFileName() + " cannot be read", e);
        }
    }

    /**
     * Writes a new file, unless it does not become as many lines as its name says; when this
     * returns, it is on the disk. The lines go through one by one: all of them at once would be the
     * largest thing in the bot's memory.
     *
     * @param lines gives each line to the file
     * @return the file's name, empty if it was not written
     */
    Optional<String> write(long first, long last, Consumer<Consumer<AuditLine>> lines)
            throws IOException {
        Files.createDirectories(folder);
        String name = String.format(Locale.ROOT, "audit-%012d-%012d.log", first, last);
        Path draft = folder.resolve(name + ".part");
        Files.deleteIfExists(draft);
        create(draft);
        long[] count = {0};
        try (BufferedWriter writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            lines.accept(line -> {
                count[0]++;
                write(writer, line);
            });
        }
        if (count[0] != last - first + 1) {
            Files.delete(draft);
            return Optional.empty();
        }
        force(draft, StandardOpenOption.WRITE);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        force(folder, StandardOpenOption.READ);
        return Optional.of(name);
    }

    private static void write(BufferedWriter writer, AuditLine line) {
        try {
            writer.write(line.toString());
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("An audit file cannot be written", e);
        }
    }

    /** What people did is not for everybody on the machine. */
    private static void create(Path draft) throws IOException {
        if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(draft);
        }
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
