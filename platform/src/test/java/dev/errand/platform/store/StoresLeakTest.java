package dev.errand.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Store;
import dev.errand.storage.memory.MemorySettings;
import dev.errand.storage.memory.MemoryStorageFactory;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresLeakTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "note", "notes");

    @TempDir private Path folder;

    private final Storage storage =
            new MemoryStorageFactory()
                    .open(new MemorySettings(), new ClockOnly(InstantSource.system()));

    @BeforeEach
    void compileARecord() throws Exception {
        Path source = folder.resolve("Note.java");
        Files.writeString(
                source,
                "public record Note(String text, java.util.Optional<Note> next, Kind kind) { public enum Kind { A, B } }");
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString());
        assertThat(result).isZero();
    }

    @Test
    void aDroppedStoreLetsGoOfThePluginsClasses() throws Exception {
        WeakReference<ClassLoader> used =
                use(new Stores(storage, InstantSource.system(), 1000, new Directly()));

        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    System.gc();
                    return used.get() == null;
                });
        assertThat(storage.count(NAMESPACE, "")).isOne();
    }

    @Test
    void aStoreThatIsKeptKeepsThem() throws Exception {
        Stores kept = new Stores(storage, InstantSource.system(), 1000, new Directly());
        WeakReference<ClassLoader> used = use(kept);
        System.gc();

        assertThat(used.get()).isNotNull();
        assertThat(kept.open(NAMESPACE, String.class)).isNotNull();
    }

    private WeakReference<ClassLoader> use(Stores stores) throws Exception {
        URL[] classes = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
            Class<?> type = loader.loadClass("Note");
            writeAndRead(stores, type);
            return new WeakReference<>(loader);
        }
    }

    private static <T> void writeAndRead(Stores stores, Class<T> type) throws Exception {
        Store<T> store = stores.open(NAMESPACE, type);
        Object kind = type.getMethod("kind").getReturnType().getEnumConstants()[1];
        Object last = type.getConstructors()[0].newInstance("last", Optional.empty(), kind);
        T first =
                type.cast(type.getConstructors()[0].newInstance("first", Optional.of(last), kind));
        store.put("first", first);
        assertThat(textOf(store.get("first"))).isEqualTo("first");
        assertThat(textOf(store.update("first", value -> value))).isEqualTo("first");
    }

    /**
     * Not by equals: the JDK's code for records keeps the types of the last comparison by a soft
     * reference.
     */
    private static Object textOf(Optional<?> note) throws Exception {
        Object value = note.orElseThrow();
        return value.getClass().getMethod("text").invoke(value);
    }
}
