package dev.errand.platform.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final Duration USUAL = Duration.ofSeconds(1);

    private final List<Duration> patience = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whoeverAsksForManySlowThingsDoesNotWaitForEach() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Lanes lanes =
                lanes(turn -> {
                    patience.add(turn.patience(USUAL));
                    turn.isSlow();
                    awaitQuietly(release);
                });
        addSeven(lanes);

        await().until(() -> patience.size() == 7);
        assertThat(patience)
                .extracting(Duration::toMillis)
                .containsExactly(1000L, 500L, 250L, 125L, 62L, 62L, 62L);
        release.countDown();
        assertThat(lanes.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aQuickOneGivesBackTheWholePatience() throws Exception {
        Lanes lanes =
                lanes(turn -> {
                    patience.add(turn.patience(USUAL));
                    if (patience.size() != 2) {
                        turn.isSlow();
                    }
                });
        addSeven(lanes);

        await().until(() -> patience.size() == 7);
        assertThat(patience.subList(0, 4))
                .extracting(Duration::toMillis)
                .containsExactly(1000L, 500L, 1000L, 500L);
        assertThat(lanes.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void whatIsSaidBeforeTheBeginningWaitsForIt() throws Exception {
        AtomicBoolean begun = new AtomicBoolean();
        List<Boolean> dealtWith = Collections.synchronizedList(new ArrayList<>());
        Lanes lanes = lanes(turn -> dealtWith.add(begun.get()));

        lanes.add(new Arrival(null, InboundMessage.of(message())));
        assertThat(lanes.awaitIdle(Duration.ofHours(1))).isFalse();
        assertThat(lanes.underWay()).isOne();

        begun.set(true);
        lanes.begin();
        assertThat(lanes.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(dealtWith).containsExactly(true);
    }

    private Lanes lanes(Consumer<Turn> handler) {
        return new Lanes(
                new HostThreads(new Incidents(() -> Instant.EPOCH, new Random(1), incident -> {})),
                100,
                turn -> {
                    handler.accept(turn);
                    return true;
                },
                overfull -> {});
    }

    private void addSeven(Lanes lanes) {
        for (int i = 0; i < 7; i++) {
            lanes.add(new Arrival(null, InboundMessage.of(message())));
        }
        // an empty lane is forgotten, so all are there before the first begins
        lanes.begin();
    }

    private static Message message() {
        return new Message(
                "m1",
                new Person(new PersonId("test", "ann"), "ann"),
                new Room(new RoomId("test", "ops"), "#ops", false),
                Optional.empty(),
                "!nap",
                Instant.EPOCH);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
