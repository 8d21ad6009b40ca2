package dev.errand.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a heap is collected, with sizes in MiB. */
class HeapWatchTest {

    private long size;
    private long living = 15;
    private int collections;

    private final HeapWatch watch =
            new HeapWatch(
                    () -> size << 20,
                    () -> {
                        collections++;
                        size = living;
                    });

    @Test
    void aSmallHeapIsLeftAlone() {
        grow(20);

        assertThat(collections).isZero();
    }

    @Test
    void oneThatGrowsOnAndOnIsCollectedEachTimeItHasDoubled() {
        for (int i = 0; i < 10; i++) {
            grow(31);
        }

        assertThat(collections).isEqualTo(10);
        assertThat(size).isEqualTo(living);
    }

    @Test
    void oneThatIsFullForAReasonIsNotCollectedAgainAndAgain() {
        living = 200;
        grow(200);

        grow(390);
        grow(400);

        assertThat(collections).isEqualTo(1);
    }

    @Test
    void theBoundComesDownWithTheHeap() {
        living = 200;
        grow(200);
        living = 15;
        grow(401);

        grow(31);

        assertThat(collections).isEqualTo(3);
    }

    @Test
    void oneThatHasGrownALittleIsCollectedOnceWhenItStandsStill() {
        grow(31);
        grow(25);
        for (int look = 0; look < 29; look++) {
            grow(25);
        }
        assertThat(collections).isEqualTo(1);

        for (int look = 0; look < 100; look++) {
            grow(size);
        }
        assertThat(collections).isEqualTo(2);
        assertThat(size).isEqualTo(living);
    }

    private void grow(long to) {
        size = to;
        watch.look();
    }
}
