package dev.errand.plugins.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearKeysTest {

    @Test
    void theNearestComesFirstAndThreeAreEnough() {
        assertThat(
                        NearKeys.of(
                                "deploy",
                                Stream.of(
                                        "deploys1",
                                        "deplay",
                                        "employ",
                                        "deploys",
                                        "redeploy",
                                        "other")))
                .containsExactly("deplay", "deploys", "deploys1");
    }

    @Test
    void aShortKeyToleratesOneMistake() {
        assertThat(NearKeys.of("abc", Stream.of("abd", "xyc", "ab"))).containsExactly("ab", "abd");
    }

    @Test
    void aHugeStoreIsNotReadToItsEnd() {
        AtomicInteger read = new AtomicInteger();
        NearKeys.of("key", Stream.generate(() -> "other" + read.incrementAndGet()));

        assertThat(read).hasValue(1_000);
    }

    @Test
    void longKeysAreNotCompared() {
        assertThat(NearKeys.of("k".repeat(65), Stream.of("k".repeat(64), "k"))).isEmpty();
    }
}
