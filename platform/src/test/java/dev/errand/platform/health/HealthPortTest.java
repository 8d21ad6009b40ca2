package dev.errand.platform.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.Health.State;
import dev.errand.platform.audit.AuditRecord;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.plugin.PluginLoads;
import dev.errand.platform.store.StorageFigures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthPortTest {

    private final HostThreads threads =
            new HostThreads(
                    new Incidents(InstantSource.fixed(Instant.EPOCH), new Random(1), fault -> {}));
    private final HealthPort port = new HealthPort("127.0.0.1", 0);
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicReference<State> chat = new AtomicReference<>(State.UP);
    private final AtomicReference<@Nullable String> backupTrouble = new AtomicReference<>();
    private volatile boolean started = true;
    private volatile boolean storageHangs;

    @BeforeEach
    void open() throws IOException {
        Vitals vitals =
                new Vitals(
                        this::storage,
                        () -> Optional.ofNullable(backupTrouble.get()),
                        () ->
                                Map.of(
                                        "office",
                                        new dev.errand.backend.spi.Health(
                                                chat.get(), "says the chat", Instant.EPOCH)),
                        () -> started,
                        List::of,
                        () -> new PluginLoads(5, 2, 1),
                        command -> command.startsWith("democmd") ? "demo" : "",
                        () -> 42,
                        () -> 3,
                        () -> Map.of("demo", 2L));
        port.open(vitals, threads);
    }

    private dev.errand.storage.spi.Health storage() {
        if (storageHangs) {
            try {
                never.await();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        }
        return new dev.errand.storage.spi.Health(true, "says the storage");
    }

    @AfterEach
    void close() {
        never.countDown();
        port.close();
        client.close();
    }

    @Test
    void aBotThatServesIsAliveAndReady() throws Exception {
        assertThat(ask("/healthz").statusCode()).isEqualTo(200);
        assertThat(ask("/readyz").body()).isEqualTo("ready\n");
    }

    @Test
    void aBotThatHasNotStartedIsAliveAndNotReady() throws Exception {
        started = false;

        assertThat(ask("/healthz").statusCode()).isEqualTo(200);
        assertThat(ask("/readyz").statusCode()).isEqualTo(503);
        assertThat(ask("/readyz").body()).contains("starting or ending");
    }

    @Test
    void aBotWithoutAChatIsNotReadyAndSaysWhichChatIsAway() throws Exception {
        chat.set(State.CONNECTING);

        HttpResponse<String> answer = ask("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("no chat is connected", "office: says the chat");
        assertThat(ask("/metrics").body()).contains("errand_chat_up{chat=\"office\"} 0");
    }

    @Test
    void aStorageThatHangsMakesTheBotUnreadyAndKeepsItAlive() throws Exception {
        storageHangs = true;

        assertThat(ask("/readyz").body()).contains("storage: no answer");
        assertThat(ask("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void commandsAreCountedOnTheirWayToTheAudit() throws Exception {
        AtomicReference<AuditRecord> kept = new AtomicReference<>();
        AuditRecord entry =
                new AuditRecord(
                        Instant.EPOCH,
                        new PersonId("office", "ann"),
                        new RoomId("office", "#ops"),
                        "democmd add",
                        "",
                        "anyone",
                        "returned",
                        Optional.empty(),
                        Duration.ofMillis(50));

        port.counting(kept::set).write(entry);

        assertThat(kept.get()).isSameAs(entry);
        assertThat(ask("/metrics").body())
                .contains(
                        "errand_commands_total{command=\"democmd add\",outcome=\"returned\",plugin=\"demo\"} 1.0")
                .contains(
                        "errand_command_seconds_bucket{command=\"democmd add\",plugin=\"demo\",le=\"0.1\"} 1")
                .contains(
                        "errand_command_seconds_bucket{command=\"democmd add\",plugin=\"demo\",le=\"0.02\"} 0")
                .contains("errand_messages_total 42.0", "errand_messages_under_way 3.0")
                .contains(
                        "errand_calls_running 2.0",
                        "errand_plugin_calls_running{plugin=\"demo\"} 2.0",
                        "errand_plugin_loads_total{outcome=\"loaded\"} 5.0",
                        "process_cpu_seconds_total",
                        "errand_storage_up 1.0",
                        "jvm_heap_used_bytes");
    }

    @Test
    void whatTheStorageIsAskedForIsShownByBackendAndOperation() throws Exception {
        StorageFigures figures = new StorageFigures();
        port.measure("redis", figures);
        figures.add(StorageFigures.Operation.PUT, 2_000_000, false);
        figures.add(StorageFigures.Operation.PUT, 3_000_000_000L, true);

        String labels = "{backend=\"redis\",operation=\"put\"";
        assertThat(ask("/metrics").body())
                .contains("errand_storage_seconds_bucket" + labels + ",le=\"0.001\"} 0\n")
                .contains("errand_storage_seconds_bucket" + labels + ",le=\"0.01\"} 1\n")
                .contains("errand_storage_seconds_bucket" + labels + ",le=\"+Inf\"} 2\n")
                .contains("errand_storage_seconds_count" + labels + "} 2\n")
                .contains("errand_storage_seconds_sum" + labels + "} 3.002\n")
                .contains("errand_storage_errors_total" + labels + "} 1.0\n")
                .doesNotContain("operation=\"get\"");
    }

    @Test
    void aBackupThatFailedIsToldWithoutMakingTheBotUnready() throws Exception {
        assertThat(ask("/metrics").body()).contains("errand_backup_up 1.0");
        backupTrouble.set("No space left");

        HttpResponse<String> answer = ask("/readyz");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ready\nbackup: No space left\n");
        assertThat(ask("/metrics").body()).contains("errand_backup_up 0.0");
    }

    @Test
    void nothingElseIsThereAndNothingCanBeSent() throws Exception {
        assertThat(ask("/").statusCode()).isEqualTo(404);
        HttpRequest post =
                HttpRequest.newBuilder(address("/healthz"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void aPortThatIsTakenIsTold() {
        HealthPort second = new HealthPort("127.0.0.1", port.port());
        Vitals vitals =
                new Vitals(
                        this::storage,
                        Optional::empty,
                        Map::of,
                        () -> true,
                        List::of,
                        () -> new PluginLoads(0, 0, 0),
                        command -> "",
                        () -> 0,
                        () -> 0,
                        Map::of);

        assertThatThrownBy(() -> second.open(vitals, threads)).isInstanceOf(IOException.class);
        second.close();
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port.port() + path);
    }
}
