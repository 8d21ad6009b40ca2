package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2OpeningTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");

    @TempDir private Path folder;

    private ContractContext context;
    private Path file;

    @BeforeEach
    void makeContext() {
        context = new ContractContext(folder, new SettableClock());
        file = folder.resolve("errand.mv.db");
    }

    @AfterEach
    void endThreads() {
        context.close();
    }

    /** Another bot on the same file, in a process of its own. */
    static final class OtherBot {

        private OtherBot() {}

        public static void main(String[] args) throws IOException {
            ContractContext context = new ContractContext(Path.of(args[0]), new SettableClock());
            Storage storage = new H2StorageFactory().open(new H2Settings("errand", 1), context);
            System.out.println("open");
            System.in.transferTo(OutputStream.nullOutputStream());
            storage.close();
        }
    }

    @Test
    void aFileInUseByAnotherProcessIsNamedWithThatProcess() throws Exception {
        Process other =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                OtherBot.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("open");

            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll(
                            "in use",
                            file.toString(),
                            "process " + other.pid() + " on host",
                            "started 2026-01-01");
            other.getOutputStream().close();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
            open().close();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aFileOpenInThisProcessIsRefusedAndStaysUsable() {
        try (Storage first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll(file.toString(), "" + ProcessHandle.current().pid());
            put(first, "k");
            assertThat(first.get(NAMESPACE, "k")).isPresent();
        }
    }

    @Test
    void aNoteLeftByAKilledBotKeepsNobodyOut() throws Exception {
        Files.writeString(folder.resolve("errand.owner"), "process 1 on host 'gone'\u001b[31m");

        open().close();
        assertThat(folder.resolve("errand.owner")).doesNotExist();
    }

    @Test
    void whatIsNotAnH2FileIsRefusedAndLeftAsItIs() throws Exception {
        for (byte[] bytes :
                List.of(
                        new byte[0],
                        "hello".getBytes(UTF_8),
                        "hello\n".repeat(5000).getBytes(UTF_8),
                        new byte[20_000])) {
            Files.write(file, bytes);

            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll(
                            file.toString(), "damaged or not an H2 database", "backup");
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
    }

    @Test
    void aDamagedFileIsNeverReplacedByAnEmptyStore() throws Exception {
        try (Storage storage = open()) {
            put(storage, "k");
        }
        byte[] good = Files.readAllBytes(file);
        byte[] overwritten = good.clone();
        for (int i = 8192; i < overwritten.length; i++) {
            overwritten[i] ^= 0x55;
        }
        for (byte[] damaged :
                List.of(overwritten, Arrays.copyOf(good, 5000), Arrays.copyOf(good, 8192))) {
            Files.write(file, damaged);

            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll(file.toString(), "damaged");
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
        Files.write(file, good);
        try (Storage storage = open()) {
            assertThat(storage.get(NAMESPACE, "k")).isPresent();
        }
    }

    @Test
    void aFileOfANewerErrandIsRefused() throws Exception {
        open().close();
        execute("", "UPDATE errand SET format = 7");

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll(file.toString(), "format 7", "newer Errand");
    }

    @Test
    void aFileOfANewerH2IsRefusedAndLeftAsItIs() throws Exception {
        try (MVStore store = MVStore.open(file.toString())) {
            store.getStoreHeader().put("format", 9);
            store.openMap("table.0").put(1, 1);
        }
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll(file.toString(), "version of H2");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFileOfAnotherApplicationIsRefused() throws Exception {
        execute("", "CREATE TABLE customers (id INT)");
        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll(file.toString(), "Configure another file");

        Files.delete(file);
        execute("sa", "CREATE TABLE customers (id INT)");
        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll(file.toString(), "another application");
    }

    @Test
    void aFolderThatIsMissingOrReadOnlyIsNamed() throws Exception {
        ContractContext missing =
                new ContractContext(folder.resolve("missing"), new SettableClock());
        assertThatThrownBy(() -> new H2StorageFactory().open(new H2Settings("errand", 2), missing))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll(folder.resolve("missing").toString(), "not there");

        assumeThat(folder.toFile().setWritable(false) && !Files.isWritable(folder))
                .as("a user for whom permissions count (root writes anywhere)")
                .isTrue();
        try {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll(file.toString(), "cannot be written");
        } finally {
            assertThat(folder.toFile().setWritable(true)).isTrue();
        }
    }

    private Storage open() {
        return new H2StorageFactory().open(new H2Settings("errand", 2), context);
    }

    private static void put(Storage storage, String key) {
        storage.put(NAMESPACE, Write.of(key, key.getBytes(UTF_8)));
    }

    private void execute(String user, String sql) throws Exception {
        String url = "jdbc:h2:" + folder.resolve("errand");
        try (Connection connection = new JdbcConnection(url, new Properties(), user, "", false);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
