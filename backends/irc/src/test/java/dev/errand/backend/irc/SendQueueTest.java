package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    @Test
    void beyondTheBoundTheOldestIsDroppedAndCounted() {
        SendQueue queue = new SendQueue(3, new Pace(Duration.ZERO, 1));
        for (int i = 0; i < 5; i++) {
            queue.add(List.of("line " + i));
        }

        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.dropped()).isEqualTo(2);
    }

    @Test
    void whatIsLeftAtTheEndIsCounted() {
        SendQueue queue = new SendQueue(3, new Pace(Duration.ZERO, 1));
        queue.add(List.of("never sent"));

        assertThat(queue.end(Duration.ofSeconds(1))).isEqualTo(1);
    }

    @Test
    void aPaceGivesABurstAndThenOneForEachPause() {
        long second = Duration.ofSeconds(1).toNanos();
        Pace pace = new Pace(Duration.ofSeconds(1), 2);
        pace.sent(0);
        assertThat(pace.pause(0)).isNotPositive();
        pace.sent(0);
        assertThat(pace.pause(0)).isEqualTo(second);
        assertThat(pace.pause(second / 2)).isEqualTo(second / 2);
        assertThat(pace.pause(second)).isNotPositive();
        pace.sent(second);
        assertThat(pace.pause(second)).isEqualTo(second);

        // A long silence is worth no more than the burst.
        pace.sent(100 * second);
        pace.sent(100 * second);
        assertThat(pace.pause(100 * second)).isEqualTo(second);
    }
}
