package dev.errand.platform.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Health;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code errand storage …}. */
public final class StorageCommands {

    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final Storages storages;
    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    /**
     * Made for one command line.
     *
     * @param storages opens storages
     * @param clock tells which values have ended, and when a file was made
     * @param out what was asked for
     * @param err what else there is to say
     * @param terminal whether a person looks at {@code err}
     */
    public StorageCommands(
            Storages storages,
            InstantSource clock,
            PrintStream out,
            PrintStream err,
            boolean terminal) {
        this.storages = storages;
        this.clock = clock;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * What can be written on the command line.
     *
     * @param common adds the options that every command has
     * @return the command with all that is under it
     */
    public static CommandSpec spec(UnaryOperator<CommandSpec> common) {
        return new CommandLineTree(common).storage();
    }

    /**
     * Does what was asked.
     *
     * @param line what follows {@code storage}
     * @return the exit status
     */
    public int run(ParseResult line) {
        try {
            return switch (line.commandSpec().name()) {
                case "copy" -> copy(line);
                case "import-errbot" -> importErrbot(line);
                default -> withStorage(line);
            };
        } catch (StorageException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("The file cannot be used: " + reason(e));
            return FAILED;
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException missing
                ? missing.getFile() + " does not exist"
                : e.toString();
    }

    private int withStorage(ParseResult line) throws IOException {
        try (Storage storage = storages.open(Optional.empty())) {
            return switch (line.commandSpec().name()) {
                case "namespaces" -> namespaces(storage);
                case "list" -> list(storage, line);
                case "get" -> get(storage, line);
                case "set" -> set(storage, line);
                case "delete" -> delete(storage, line);
                case "stats" -> stats(storage);
                case "export" -> export(storage, line);
                case "import" -> load(storage, line);
                default -> FAILED;
            };
        }
    }

    private int namespaces(Storage storage) {
        for (Namespace namespace : storage.namespaces()) {
            out.println(storage.count(namespace, "") + "\t" + namespace);
        }
        return DONE;
    }

    private int list(Storage storage, ParseResult line) {
        Walk.keys(storage, namespace(line), option(line, "--prefix").orElse(""), out::println);
        return DONE;
    }

    private int get(Storage storage, ParseResult line) throws IOException {
        Optional<Entry> entry = storage.get(namespace(line), text(line, 1));
        if (entry.isEmpty()) {
            return absent(line);
        }
        out.write(entry.get().value());
        out.println();
        return DONE;
    }

    private int set(Storage storage, ParseResult line) {
        String value = text(line, 2);
        if (!EntryLine.isJson(value)) {
            err.println("The value is no JSON. A text stands in quotes: '\"hello\"'");
            return FAILED;
        }
        storage.put(namespace(line), Write.of(text(line, 1), value.getBytes(UTF_8)));
        return DONE;
    }

    private int delete(Storage storage, ParseResult line) {
        return storage.remove(namespace(line), text(line, 1)) ? DONE : absent(line);
    }

    private int absent(ParseResult line) {
        err.println("There is no key '" + text(line, 1) + "' in '" + text(line, 0) + "'");
        return FAILED;
    }

    private int stats(Storage storage) {
        Health health = storage.health();
        out.println(health.detail() + (health.up() ? ": up" : ": DOWN"));
        if (!health.up()) {
            return FAILED;
        }
        Map<String, long[]> sizes = new TreeMap<>();
        Walk.entries(
                storage,
                (namespace, entry) -> {
                    long[] size = sizes.computeIfAbsent(namespace.path(), n -> new long[2]);
                    size[0]++;
                    size[1] += entry.value().length;
                });
        sizes.forEach((namespace, size) ->
                out.println(size[0] + " keys\t" + size[1] + " bytes\t" + namespace));
        return DONE;
    }

    private int export(Storage storage, ParseResult line) throws IOException {
        Progress progress = new Progress(err, terminal, Walk.count(storage));
        long values = new Archive(file(line), clock).write(storage, progress::step);
        progress.end();
        err.println(values + " values are in " + file(line));
        return DONE;
    }

    private int load(Storage storage, ParseResult line) throws IOException {
        boolean merge = line.hasMatchedOption("--merge");
        boolean replace = line.hasMatchedOption("--replace");
        if (merge && replace) {
            throw new IllegalArgumentException("Say --merge or --replace, not both");
        }
        Archive.Mode mode =
                merge
                        ? Archive.Mode.MERGE
                        : replace ? Archive.Mode.REPLACE : Archive.Mode.ONLY_IF_EMPTY;
        Progress progress = new Progress(err, terminal, 0);
        long values = new Archive(file(line), clock).read(storage, mode, progress);
        progress.end();
        err.println(values + " values were read from " + file(line));
        return DONE;
    }

    private int copy(ParseResult line) {
        Optional<String> from = option(line, "--from");
        Optional<String> to = option(line, "--to");
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            throw new IllegalArgumentException(
                    "Say from which type of storage to which other, as in --from h2 --to redis");
        }
        try (Storage source = storages.open(from);
                Storage target = storages.open(to)) {
            Progress progress = new Progress(err, terminal, Walk.count(source));
            Copying.Result result = new Copying(source, target, progress).run();
            progress.end();
            err.println(
                    result.written()
                            + " values were copied and "
                            + result.same()
                            + " were there already; both sides have the digest "
                            + result.sha256());
        }
        return DONE;
    }

    private int importErrbot(ParseResult line) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("servers", option(line, "--server").orElse("localhost:6379"));
        option(line, "--database").ifPresent(number -> settings.put("database", number));
        option(line, "--user").ifPresent(name -> settings.put("user", name));
        option(line, "--password-env").ifPresent(name -> settings.put("password", variable(name)));
        try (Storage storage = storages.open(Optional.empty())) {
            ErrbotImport migration =
                    new ErrbotImport(storage, out, line.hasMatchedOption("--dry-run"));
            storages.readRaw("redis", settings, "errbot:", migration::take);
            migration.end();
        }
        return DONE;
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "The environment variable '"
                            + name
                            + "' is not set, and the password is to be there");
        }
        return value;
    }

    private static Namespace namespace(ParseResult line) {
        return new Namespace(text(line, 0));
    }

    private static String text(ParseResult line, int index) {
        return line.matchedPositionalValue(index, "");
    }

    private static Path file(ParseResult line) {
        return line.<Path>matchedPositionalValue(0, Path.of("")).toAbsolutePath();
    }

    private static Optional<String> option(ParseResult line, String name) {
        return line.hasMatchedOption(name)
                ? Optional.of(line.<String>matchedOptionValue(name, ""))
                : Optional.empty();
    }
}
