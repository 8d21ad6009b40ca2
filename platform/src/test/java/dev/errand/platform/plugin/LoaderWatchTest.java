package dev.errand.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LoaderWatchTest {

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final LoaderWatch watch =
            new LoaderWatch(
                    new HostThreads(
                            new Incidents(() -> Instant.EPOCH, new Random(1), incident -> {})),
                    Duration.ofMillis(100),
                    complaints::add);

    @Test
    void onlyAPluginThatIsReallyHeldIsComplainedOf() {
        ClassLoader held = loader();
        for (int i = 0; i < 50; i++) {
            watch.expectGone("gone", "1.0." + i, loader());
        }
        watch.expectGone("held", "1.0.0", held);
        await().until(() -> complaints.stream().anyMatch(words -> words.contains("held 1.0.0")));
        assertThat(complaints).hasSize(1);
        assertThat(watch.lingering("held")).isEqualTo(1);
        assertThat(watch.lingering("gone")).isZero();
        assertThat(held).isNotNull();
    }

    private static ClassLoader loader() {
        return new URLClassLoader(new URL[0]);
    }
}
