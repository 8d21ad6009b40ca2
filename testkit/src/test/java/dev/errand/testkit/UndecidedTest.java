package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Command;
import dev.errand.api.Plugin;
import dev.errand.platform.boot.Bot;
import dev.errand.platform.config.Section;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.plugin.Elsewhere;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginLimits;
import dev.errand.platform.plugin.PluginServices;
import dev.errand.platform.store.Stores;
import dev.errand.storage.memory.MemorySettings;
import dev.errand.storage.memory.MemoryStorageFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plugin of which nobody could tell whether it is disabled, though the storage is back before it
 * is read for the first time.
 */
class UndecidedTest {

    @TempDir Path folder;

    /** Needs nothing. */
    public static final class PingPlugin implements Plugin {

        @Command(value = "ping", description = "Answers")
        String ping() {
            return "pong";
        }
    }

    @Test
    void itIsLoadedAtTheFirstReading() throws Exception {
        TestClock clock = new TestClock();
        FailingStorage storage =
                new FailingStorage(
                        new MemoryStorageFactory()
                                .open(new MemorySettings(), new TestStorageContext(clock)));
        Incidents incidents = new Incidents(clock, new Random(1), incident -> {});
        HostThreads threads = new HostThreads(incidents);
        PluginHost host =
                new PluginHost(
                        new PluginServices(
                                id -> Section.empty("plugins." + id),
                                secret -> {},
                                telling -> new Stores(storage, clock, 1 << 20, telling),
                                (room, reply) -> {},
                                threads,
                                new RunningCalls(),
                                incidents,
                                complaint -> {},
                                clock,
                                folder.resolve("plugins.last"),
                                Elsewhere.NOWHERE),
                        PluginLimits.of(4, Duration.ofSeconds(1)),
                        folder.resolve("work"),
                        Bot.apiVersion(),
                        Duration.ofMinutes(1));
        host.prepare();
        storage.fail(call -> true);
        assertThat(host.loadClass("ping", PingPlugin.class))
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        refused ->
                                assertThat(refused.mistakes().toString())
                                        .contains("waits for the storage"));
        storage.behave();

        Thread following = threads.start("choices", () -> host.keepUp(storage));
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> host.isServing("ping"));
        } finally {
            following.interrupt();
            following.join();
            host.close();
        }
    }
}
