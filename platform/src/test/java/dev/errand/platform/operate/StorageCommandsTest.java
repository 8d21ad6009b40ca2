package dev.errand.platform.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.RawValue;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as an operator types them, on storages in memory. */
class StorageCommandsTest {

    private static final Namespace ITEMS = Namespace.of("plugin", "demo", "items");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path folder;

    private final Map<String, Storage> storages = Map.of("memory", memory(), "other", memory());
    private final Set<String> away = new HashSet<>();
    private final Map<String, String> errbot = new LinkedHashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static Storage memory() {
        return MemoryAt.time(InstantSource.fixed(NOW));
    }

    /** A command closes the storage that it opened; these are to be looked at afterwards. */
    private Storage staysOpen(Storage storage) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    if (away.contains(method.getName())) {
                        throw new StorageException("It is away");
                    }
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                };
        return (Storage)
                Proxy.newProxyInstance(
                        Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, handler);
    }

    private int errand(String... words) {
        out.reset();
        err.reset();
        Storages opener =
                new Storages() {
                    @Override
                    public Storage open(Optional<String> type) {
                        Storage found = storages.get(type.orElse("memory"));
                        if (found == null) {
                            throw new StorageException("not known");
                        }
                        return staysOpen(found);
                    }

                    @Override
                    public void readRaw(
                            String type,
                            Map<String, ?> settings,
                            String prefix,
                            Consumer<RawValue> each) {
                        errbot.forEach((key, value) ->
                                each.accept(new RawValue(key, value.getBytes(UTF_8))));
                    }
                };
        CommandLine.ParseResult line =
                new CommandLine(StorageCommands.spec(spec -> spec)).parseArgs(words);
        return new StorageCommands(
                        opener,
                        InstantSource.fixed(NOW),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        false)
                .run(line.subcommand());
    }

    @Test
    void valuesAreSetListedReadAndDeleted() {
        assertThat(errand("set", "plugin/demo/items", "a b", "\"hello\"")).isZero();
        assertThat(errand("set", "plugin/demo/items", "a c", "{\"n\":1}")).isZero();
        assertThat(errand("list", "plugin/demo/items", "--prefix", "a")).isZero();
        assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("a b\na c\n");
        assertThat(errand("get", "plugin/demo/items", "a b")).isZero();
        assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("\"hello\"\n");
        assertThat(errand("namespaces")).isZero();
        assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("2\tplugin/demo/items\n");
        assertThat(errand("stats")).isZero();
        assertThat(out.toString(UTF_8)).contains("memory: up", "2 keys\t14 bytes");
        assertThat(errand("delete", "plugin/demo/items", "a b")).isZero();
        assertThat(errand("delete", "plugin/demo/items", "a b")).isOne();
        assertThat(err.toString(UTF_8)).contains("There is no key 'a b'");
    }

    @Test
    void whatIsNoJsonIsNotSet() {
        assertThat(errand("set", "plugin/demo/items", "k", "hello")).isOne();
        assertThat(err.toString(UTF_8)).contains("no JSON");
        assertThat(storages.get("memory").namespaces()).isEmpty();
    }

    @Test
    void whatWasExportedComesBackAsItWas() throws Exception {
        fill();
        Path file = folder.resolve("all.jsonl");
        assertThat(errand("export", file.toString())).isZero();
        assertThat(Files.readAllLines(file)).hasSize(6);
        Map<String, Entry> before = everything(storages.get("memory"));
        storages.get("memory").put(ITEMS, Write.of("added", new byte[] {1}));
        storages.get("memory").remove(ITEMS, "text");

        assertThat(errand("import", file.toString())).isOne();
        assertThat(err.toString(UTF_8)).contains("--merge", "--replace", "4 values");
        assertThat(errand("import", file.toString(), "--merge")).isZero();
        assertThat(everything(storages.get("memory"))).hasSize(5);
        assertThat(errand("import", file.toString(), "--replace")).isZero();
        assertThat(everything(storages.get("memory"))).hasSize(4);
        everything(storages.get("memory"))
                .forEach((key, entry) -> {
                    assertThat(entry.value()).isEqualTo(before.get(key).value());
                    assertThat(entry.expires()).isEqualTo(before.get(key).expires());
                });
    }

    @Test
    void aDamagedFileChangesNothing() throws Exception {
        fill();
        Path file = folder.resolve("all.jsonl");
        assertThat(errand("export", file.toString())).isZero();
        List<String> lines = Files.readAllLines(file);
        for (List<String> damaged :
                List.of(
                        lines.subList(0, 5),
                        lines.subList(1, 6),
                        lines.subList(0, 1),
                        List.<String>of(),
                        lines.stream().map(line -> line.replace("hello", "hallo")).toList(),
                        lines.stream()
                                .map(line -> line.replace("export\":1", "export\":2"))
                                .toList(),
                        lines.stream().map(line -> line.replace("{", "[")).toList())) {
            Files.write(file, damaged);
            assertThat(errand("import", file.toString(), "--replace")).isOne();
            assertThat(everything(storages.get("memory"))).hasSize(4);
        }
    }

    @Test
    void aCopyGoesOnWhereItWasAndIsVerified() {
        fill();
        assertThat(errand("copy", "--from", "memory", "--to", "other")).isZero();
        assertThat(err.toString(UTF_8)).contains("4 values were copied and 0 were there");
        storages.get("other").remove(ITEMS, "text");
        assertThat(errand("copy", "--from", "memory", "--to", "other")).isZero();
        assertThat(err.toString(UTF_8)).contains("1 values were copied and 3 were there");
        assertThat(everything(storages.get("other")).keySet())
                .isEqualTo(everything(storages.get("memory")).keySet());
        assertThat(errand("copy", "--from", "memory", "--to", "memory")).isOne();
        assertThat(errand("copy", "--from", "memory", "--to", "redsi")).isOne();
    }

    @Test
    void aCopyThatIsBrokenOffSaysHowToGoOn() {
        fill();
        away.add("put");
        assertThat(errand("copy", "--from", "memory", "--to", "other")).isOne();
        assertThat(err.toString(UTF_8))
                .contains("broken off after some", "It is away", "goes on where it was");
        away.clear();
        assertThat(errand("copy", "--from", "memory", "--to", "other")).isZero();
        assertThat(everything(storages.get("other"))).hasSize(4);
    }

    @Test
    void ofAnErrbotOnlyPlainDataIsTaken() {
        errbot.put("errbot:Demo:a:b", "{\"n\": 1, \"t\": {\"py/tuple\": [1, 2]}}");
        errbot.put("errbot:core:name", "\"caf\\u00e9\"");
        errbot.put(
                "errbot:core:when", "{\"py/object\": \"datetime.datetime\", \"__reduce__\": []}");
        errbot.put("errbot:core:call", "[{\"py/reduce\": [{\"py/function\": \"os.system\"}]}]");
        errbot.put("errbot:core:bad", "\u0080\u0003}");
        errbot.put("errbot:nokey", "1");

        assertThat(errand("import-errbot", "--dry-run")).isZero();
        assertThat(storages.get("memory").namespaces()).isEmpty();
        assertThat(errand("import-errbot")).isZero();
        assertThat(out.toString(UTF_8))
                .contains(
                        "2 taken, 4 left out",
                        "errbot:core:when\tit is a Python object (datetime.datetime)",
                        "errbot:core:call\tit holds what only Python can read (py/reduce)",
                        "errbot:core:bad\tthe value is not JSON",
                        "errbot:nokey\tthe key is not of the form");
        assertThat(text(Namespace.of("plugin", "demo", "errbot"), "a:b"))
                .isEqualTo("{\"n\":1,\"t\":[1,2]}");
        assertThat(text(Namespace.of("plugin", "core", "errbot"), "name"))
                .isEqualTo("\"caf\u00e9\"");
    }

    private String text(Namespace namespace, String key) {
        return new String(storages.get("memory").get(namespace, key).orElseThrow().value(), UTF_8);
    }

    private void fill() {
        Storage storage = storages.get("memory");
        storage.put(ITEMS, Write.of("text", "\"hello\"".getBytes(UTF_8)));
        storage.put(ITEMS, Write.of("bytes \n\u00e9", new byte[] {(byte) 0xff, 0, 1}));
        storage.put(ITEMS, new Write("ends", new byte[] {'1'}, Optional.of(NOW.plusSeconds(10))));
        storage.put(Namespace.of("other"), Write.of("k", new byte[0]));
    }

    private static Map<String, Entry> everything(Storage storage) {
        Map<String, Entry> all = new HashMap<>();
        Walk.entries(storage, (namespace, entry) -> all.put(namespace + " " + entry.key(), entry));
        return all;
    }
}
