package dev.errand.backend.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentKeysTest {

    private final RecentKeys keys = new RecentKeys();

    @Test
    void aKeyIsNewOnce() {
        assertThat(keys.add("a")).isTrue();
        assertThat(keys.add("b")).isTrue();
        assertThat(keys.add("a")).isFalse();
        assertThat(keys.contains("a")).isTrue();
        assertThat(keys.contains("c")).isFalse();
    }

    @Test
    void onlyTheOldestIsForgottenOnceTenThousandAreKnown() {
        for (int i = 0; i <= 10_000; i++) {
            keys.add("key " + i);
        }
        assertThat(keys.contains("key 0")).isFalse();
        assertThat(keys.contains("key 1")).isTrue();
        assertThat(keys.add("key 0")).isTrue();
    }
}
