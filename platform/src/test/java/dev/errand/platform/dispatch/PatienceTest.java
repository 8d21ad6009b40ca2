package dev.errand.platform.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<String> late = new CopyOnWriteArrayList<>();
    private final Patience patience =
            new Patience(
                    new HostThreads(
                            new Incidents(() -> Instant.EPOCH, new Random(1), incident -> {})));

    @Test
    void whatDoesNotEndInTimeIsToldOnceAndWhatEndsIsNot() {
        patience.after(Duration.ofMillis(60), () -> late.add("slow"));
        patience.after(Duration.ofMillis(20), () -> late.add("quick")).end();

        await().until(() -> late.contains("slow"));
        assertThat(late).containsExactly("slow");
    }

    @Test
    void whoeverIsDueEarlierThanThoseBeforeIsToldInTime() {
        patience.after(LONG, () -> late.add("long"));
        patience.after(Duration.ofMillis(30), () -> late.add("short"));
        patience.after(Duration.ofMillis(1), () -> late.add("shortest"));

        await().atMost(Duration.ofSeconds(5)).until(() -> late.size() == 2);
        assertThat(late).containsExactly("shortest", "short");
    }

    @Test
    void nothingIsForgottenBetweenOneWatchAndTheNext() {
        // each of them comes while the watch over the one before may just be ending
        for (int i = 1; i <= 200; i++) {
            int count = i;
            patience.after(Duration.ofNanos(50_000), () -> late.add("late"));
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofNanos(100_000))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> late.size() == count);
        }
    }

    @Test
    void manyAtOnceAreAllTold() {
        AtomicInteger told = new AtomicInteger();
        IntStream.range(0, 2000)
                .parallel()
                .forEach(i -> patience.after(Duration.ofMillis(i % 40), told::incrementAndGet));

        await().atMost(Duration.ofSeconds(5)).until(() -> told.get() == 2000);
    }
}
