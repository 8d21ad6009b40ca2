package dev.errand.platform.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.platform.store.WholeFile;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * All of a storage in a file of JSON lines: a header, a line for each value, and at the end their
 * number and digest.
 */
final class Archive {

    private static final String FORMAT = "errand-export";
    private static final int VERSION = 1;

    private final Path file;
    private final InstantSource clock;

    Archive(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** What to do with what the storage already holds. */
    enum Mode {
        ONLY_IF_EMPTY,
        MERGE,
        REPLACE
    }

    /**
     * Writes all values there are; one that changes meanwhile is in it as it was when its turn
     * came.
     *
     * @param each run after each value; an {@link UncheckedIOException} ends it
     */
    long write(Storage storage, Runnable each) throws IOException {
        Digest digest = new Digest();
        try {
            WholeFile.write(
                    file,
                    out -> {
                        Map<String, Object> header = new LinkedHashMap<>();
                        header.put(FORMAT, VERSION);
                        header.put("created", clock.instant().toString());
                        line(out, digest, EntryLine.object(header));
                        Walk.entries(
                                storage,
                                (namespace, entry) -> {
                                    line(out, digest, EntryLine.write(namespace, entry));
                                    each.run();
                                });
                        out.write(footer(digest));
                        out.write('\n');
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return digest.lines() - 1;
    }

    private static String footer(Digest digest) {
        Map<String, Object> footer = new LinkedHashMap<>();
        footer.put("values", digest.lines() - 1);
        footer.put("sha256", digest.hex());
        return EntryLine.object(footer);
    }

    private static void line(BufferedWriter out, Digest digest, String line) {
        try {
            digest.add(line);
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the whole file once to see that it is good, and only then writes to the storage. */
    long read(Storage storage, Mode mode, Progress progress) throws IOException {
        long values = check();
        long there = Walk.count(storage);
        if (there > 0 && mode == Mode.ONLY_IF_EMPTY) {
            throw new StorageException(
                    "The storage already holds "
                            + there
                            + " values. Say --merge to keep those that are not in the file, or --replace to end up with the file's alone");
        }
        if (mode == Mode.REPLACE) {
            removeAll(storage);
        }
        Instant now = clock.instant();
        progress.outOf(values);
        try (Batch batch = new Batch(storage)) {
            each(line -> {
                Step.Put step = EntryLine.read(line);
                if (step.write().expires().map(now::isBefore).orElse(true)) {
                    batch.add(step);
                }
                progress.step();
            });
        }
        return values;
    }

    private static void removeAll(Storage storage) {
        for (Namespace namespace : storage.namespaces()) {
            List<String> keys = new ArrayList<>();
            Walk.keys(storage, namespace, "", keys::add);
            keys.forEach(key -> storage.remove(namespace, key));
        }
    }

    /**
     * Reads the whole file to see that it is good.
     *
     * @return how many values are in it
     */
    long check() throws IOException {
        checkHeader();
        Digest digest = new Digest();
        List<String> last = new ArrayList<>(1);
        try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!last.isEmpty()) {
                    digest.add(last.removeFirst());
                }
                last.add(line);
            }
        }
        if (last.isEmpty() || digest.lines() == 0) {
            throw bad("it ends early");
        }
        JsonNode footer = tree(last.getFirst(), "it ends early");
        JsonNode values = footer.get("values");
        JsonNode sha256 = footer.get("sha256");
        if (values == null || sha256 == null) {
            throw bad("it ends early");
        }
        long lines = digest.lines() - 1;
        if (values.asLong() != lines || !sha256.asString().equals(digest.hex())) {
            throw bad("its digest does not match its lines");
        }
        each(EntryLine::read);
        return lines;
    }

    private void checkHeader() throws IOException {
        JsonNode header = header();
        JsonNode version = header.get(FORMAT);
        if (version == null) {
            throw bad("its first line is no header");
        }
        if (version.asInt() != VERSION) {
            throw bad("it is of format " + version.asInt() + ", and this Errand knows " + VERSION);
        }
    }

    private JsonNode header() throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
            String first = in.readLine();
            return tree(first == null ? "" : first, "its first line is no header");
        }
    }

    private JsonNode tree(String line, String otherwise) {
        try {
            return EntryLine.tree(line);
        } catch (StorageException noObject) {
            throw bad(otherwise);
        }
    }

    /** Every line between the header and the last. */
    private void each(Consumer<String> action) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
            String line = in.readLine();
            line = line == null ? null : in.readLine();
            for (String next = in.readLine(); next != null; next = in.readLine()) {
                if (line != null) {
                    action.accept(line);
                }
                line = next;
            }
        }
    }

    private StorageException bad(String why) {
        return new StorageException(
                "'" + file + "' cannot be imported: " + why + ". Nothing was changed");
    }
}
