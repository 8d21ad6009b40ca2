package dev.errand.platform.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Store;
import dev.errand.api.StoreException;
import dev.errand.api.StoreType;
import dev.errand.api.StoreWatch;
import dev.errand.api.StoreWatcher;
import dev.errand.storage.memory.MemorySettings;
import dev.errand.storage.memory.MemoryStorageFactory;
import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StoresTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Storage storage =
            new MemoryStorageFactory().open(new MemorySettings(), new ClockOnly(now::get));
    private final Stores stores = new Stores(storage, now::get, 1000, new Directly());

    record Server(
            String name,
            int port,
            Optional<String> owner,
            List<String> tags,
            Map<String, Long> counts) {}

    record Reminder(String text, Instant due, Duration every, Colour colour) {}

    record Picky(int percent) {
        Picky {
            if (percent > 100) {
                throw new IllegalArgumentException("More than all: " + percent);
            }
        }
    }

    enum Colour {
        RED,
        GREEN
    }

    @Test
    void recordsComeBackAsTheyWere() {
        Store<Server> servers = stores.open(NAMESPACE, Server.class);
        Server server =
                new Server(
                        "web \ud83d\ude80 \"1\"\n",
                        80,
                        Optional.of("ann"),
                        List.of("a", "b"),
                        Map.of("x", 1L << 60));
        servers.put("web", server);

        assertThat(servers.get("web")).contains(server);
        assertThat(servers.get("db")).isEmpty();
    }

    @Test
    void timesAndEnumsAreKeptAsReadableJson() {
        Store<Reminder> reminders = stores.open(NAMESPACE, Reminder.class);
        Reminder reminder =
                new Reminder(
                        "tea",
                        Instant.parse("2026-01-01T16:00:00.123456789Z"),
                        Duration.ofDays(1),
                        Colour.RED);
        reminders.put("tea", reminder);

        assertThat(reminders.get("tea")).contains(reminder);
        assertThat(raw("tea"))
                .contains("\"2026-01-01T16:00:00.123456789Z\"", "\"PT24H\"", "\"RED\"");
    }

    @Test
    void simpleTypesComeBackAsTheyWere() {
        keeps(
                String.class,
                "",
                "plain",
                "caf\u00e9",
                "a\"b",
                "back\\slash",
                "\u0000\n\u2028",
                "\ud83d\ude80");
        keeps(Long.class, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 999_999_999_999_999_999L);
        keeps(Integer.class, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        keeps(Boolean.class, true, false);
        keeps(Double.class, 0.5, -1e300);
        keeps(Instant.class, Instant.EPOCH);
        keeps(Duration.class, Duration.ofMillis(1500));
        keeps(Colour.class, Colour.GREEN);
    }

    @Test
    void aRecordThatGainedComponentsReadsItsOldValues() {
        store("web", "{\"name\":\"web\"}");

        Server server = stores.open(NAMESPACE, Server.class).get("web").orElseThrow();
        assertThat(server).isEqualTo(new Server("web", 0, Optional.empty(), null, null));
    }

    @Test
    void whatARecordNoLongerHasIsLeftOut() {
        store(
                "half",
                "{\"percent\":50,\"gone\":{\"deep\":[1,2]},\"@class\":\"java.lang.Runtime\"}");

        assertThat(stores.open(NAMESPACE, Picky.class).get("half")).contains(new Picky(50));
    }

    @Test
    void aValueThatNoLongerFitsIsNamedWithoutBeingShown() {
        Store<Picky> store = stores.open(NAMESPACE, Picky.class);
        store.put("good", new Picky(1));
        for (String json :
                List.of(
                        "\"s3cret\"",
                        "{\"percent\":\"s3cret\"}",
                        "{\"percent\":101}",
                        "{\"percent\":1.5}",
                        "[1]",
                        "null",
                        "s3cret",
                        "",
                        "{\"percent\":1} s3cret")) {
            store("bad", json);
            assertThatThrownBy(() -> store.get("bad"))
                    .as(json)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("'bad'", "'plugin/demo/items'", "Picky")
                    .hasMessageNotContainingAny("s3cret", "101", "1.5")
                    .hasNoCause();
        }

        assertThat(store.get("good")).contains(new Picky(1));
        assertThat(store.keys()).containsExactly("bad", "good");
        store.put("bad", new Picky(2));
        assertThat(store.get("bad")).contains(new Picky(2));
    }

    @Test
    void aTypeThatNoStoreKeepsIsRefused() {
        for (Class<?> type :
                List.of(Object.class, Map.class, Thread.class, int.class, String[].class)) {
            assertThatThrownBy(() -> stores.open(NAMESPACE, type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(type.getTypeName());
        }
    }

    @Test
    void aValueAboveTheLimitIsRefusedAndNothingIsWritten() {
        Store<String> store = stores.open(NAMESPACE, String.class);
        store.put("k", "x".repeat(998));

        assertThatThrownBy(() -> store.put("k", "y".repeat(999)))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("'k'", "1001", "1000")
                .hasMessageNotContaining("yyy");
        assertThatThrownBy(() -> store.update("k", old -> Optional.of("\u00fc".repeat(500))))
                .isInstanceOf(StoreException.class);
        assertThat(store.get("k")).contains("x".repeat(998));
    }

    @Test
    void badKeysAndTimesAreRefused() {
        Store<String> store = stores.open(NAMESPACE, String.class);

        assertThatThrownBy(() -> store.put("", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.get("k".repeat(1025)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.put("k", "x", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> store.put("k", null)).isInstanceOf(NullPointerException.class);
        assertThat(store.count("")).isZero();
    }

    @Test
    void aValueWithATimeToLiveEndsAlsoWhenItIsUpdated() {
        Store<Long> store = stores.open(NAMESPACE, Long.class);
        store.put("k", 1L, Duration.ofSeconds(10));
        store.put("forever", 1L, Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(store.update("k", old -> old.map(n -> n + 1))).contains(2L);
        now.updateAndGet(instant -> instant.plusSeconds(9));
        assertThat(store.get("k")).contains(2L);
        now.updateAndGet(instant -> instant.plusSeconds(1));

        assertThat(store.get("k")).isEmpty();
        assertThat(store.keys()).containsExactly("forever");
        assertThat(store.putIfAbsent("k", 3L)).isTrue();
        assertThat(store.putIfAbsent("k", 4L)).isFalse();
        assertThat(store.get("k")).contains(3L);
    }

    @Test
    void anUpdateCanCreateChangeAndRemove() {
        Store<String> store = stores.open(NAMESPACE, String.class);

        assertThat(store.update("k", old -> Optional.empty())).isEmpty();
        assertThat(store.update("k", old -> Optional.of("one"))).contains("one");
        assertThat(store.update("k", old -> old.map(text -> text + " two"))).contains("one two");
        assertThat(store.update("k", old -> Optional.empty())).isEmpty();
        assertThat(store.get("k")).isEmpty();
        assertThat(store.remove("k")).isFalse();
    }

    @Test
    void fiveHundredConcurrentUpdatesAreAllCounted() throws Exception {
        Store<Long> store = stores.open(NAMESPACE, Long.class);
        try (var threads = Executors.newFixedThreadPool(16)) {
            Callable<Optional<Long>> increment =
                    () -> store.update("k", n -> Optional.of(n.orElse(0L) + 1));
            for (Future<Optional<Long>> update :
                    threads.invokeAll(Collections.nCopies(500, increment))) {
                update.get();
            }
        }

        assertThat(store.get("k")).contains(500L);
    }

    @Test
    void collectionsAreKeptWithTheTypesOfWhatIsInThem() {
        Store<List<Server>> lists = stores.open(NAMESPACE, new StoreType<List<Server>>() {});
        Server server = new Server("web", 80, Optional.empty(), List.of(), Map.of());
        lists.put("servers", List.of(server, server));
        assertThat(lists.get("servers")).contains(List.of(server, server));

        Store<Map<String, Instant>> maps =
                stores.open(NAMESPACE, new StoreType<Map<String, Instant>>() {});
        maps.put("times", Map.of("start", Instant.EPOCH));
        assertThat(maps.get("times")).contains(Map.of("start", Instant.EPOCH));

        Store<Set<Colour>> sets = stores.open(NAMESPACE, new StoreType<Set<Colour>>() {});
        sets.put("colours", Set.of(Colour.RED));
        assertThat(sets.get("colours")).contains(Set.of(Colour.RED));
        assertThatThrownBy(() -> sets.get("servers"))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("'servers'", "Set<", "Colour");
    }

    @Test
    void aCollectionOfWhatNoStoreKeepsIsRefused() {
        assertThatThrownBy(() -> stores.open(NAMESPACE, new StoreType<List<Thread>>() {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> stores.open(NAMESPACE, new StoreType<Map<Long, String>>() {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aValueIsReplacedOnlyWhereTheExpectedOneIs() {
        Store<String> store = stores.open(NAMESPACE, String.class);
        store.put("k", "one", Duration.ofSeconds(10));

        assertThat(store.replace("k", "two", "three")).isFalse();
        assertThat(store.replace("none", "one", "two")).isFalse();
        assertThat(store.replace("k", "one", "two")).isTrue();
        assertThat(store.get("k")).contains("two");
        assertThat(store.get("none")).isEmpty();
        now.updateAndGet(instant -> instant.plusSeconds(10));
        assertThat(store.get("k")).isEmpty();
    }

    @Test
    void valuesPutTogetherAreAllThereOrNone() {
        Store<String> store = stores.open(NAMESPACE, String.class);
        store.putAll(Map.of("a", "one", "b", "two"));
        store.putAll(Map.of());
        assertThat(store.keys()).containsExactly("a", "b");

        assertThatThrownBy(() -> store.putAll(Map.of("c", "three", "d", "x".repeat(2000))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'d'");
        assertThat(store.keys()).containsExactly("a", "b");
    }

    @Test
    void aWatcherIsToldOfEachChangeUntilItStops() {
        Store<String> store = stores.open(NAMESPACE, String.class);
        List<String> told = new CopyOnWriteArrayList<>();
        StoreWatch watch = store.watch(told::add);
        store.put("a", "one");
        store.remove("a");
        store.update("b", old -> Optional.of("two"));
        await().until(() -> told.contains("b"));
        watch.close();
        store.put("c", "three");
        assertThat(told).containsOnly("a", "b");
    }

    @Test
    void aWatcherThatFailsIsToldOfTheNextChange() {
        Store<String> store = stores.open(NAMESPACE, String.class);
        List<String> told = new CopyOnWriteArrayList<>();
        store.watch(key -> {
            told.add(key);
            throw new IllegalStateException("on purpose");
        });
        store.put("a", "one");
        store.put("b", "two");
        await().until(() -> told.containsAll(List.of("a", "b")));
    }

    @Test
    void aWatcherSlowerThanTheChangesIsToldThatItMissedSome() {
        List<String> told = new ArrayList<>();
        List<Runnable> waiting = new ArrayList<>();
        Telling later =
                new Telling() {
                    @Override
                    public void tell(Runnable work) {
                        waiting.add(work);
                    }

                    @Override
                    public StoreWatch closeLater(StoreWatch watch) {
                        return watch;
                    }
                };
        WatchDelivery delivery =
                new WatchDelivery(
                        new StoreWatcher() {
                            @Override
                            public void changed(String key) {
                                told.add(key);
                            }

                            @Override
                            public void missed() {
                                told.add("missed");
                            }
                        },
                        later);
        delivery.add(new Change.Key("twice"));
        delivery.add(new Change.Key("twice"));
        assertThat(waiting).hasSize(1);
        waiting.getFirst().run();
        assertThat(told).containsExactly("twice");

        for (int i = 0; i < 1_001; i++) {
            delivery.add(new Change.Key("k" + i));
        }
        assertThat(waiting).hasSize(2);
        waiting.getLast().run();
        assertThat(told).containsExactly("twice", "missed");
    }

    @Test
    void anInterruptedUpdateThatNeverSucceedsEnds() {
        Store<Long> store = stores.open(NAMESPACE, Long.class);
        AtomicInteger calls = new AtomicInteger();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() ->
                            store.update(
                                    "k",
                                    n -> {
                                        store.put("k", (long) calls.incrementAndGet());
                                        return Optional.of(-1L);
                                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(store.get("k")).contains((long) calls.get());
    }

    @Test
    void keysAreFetchedAsTheyAreRead() {
        Store<Boolean> store = stores.open(NAMESPACE, Boolean.class);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            expected.add("k%04d".formatted(i));
            store.put(expected.getLast(), true);
        }
        store.put("other", true);

        assertThat(store.keys("k")).containsExactlyElementsOf(expected);
        assertThat(store.keys("k").limit(3)).containsExactlyElementsOf(expected.subList(0, 3));
        assertThat(store.count("k")).isEqualTo(1500);
        List<String> seen = new ArrayList<>();
        store.keys("k")
                .forEach(key -> {
                    seen.add(key);
                    store.remove("k1499");
                });
        assertThat(seen).isEqualTo(expected.subList(0, 1499));
    }

    @Test
    void aFailingStorageIsToldInTheWordsOfTheApi() {
        Store<String> store = stores.open(NAMESPACE, String.class);
        storage.close();

        assertThatThrownBy(() -> store.put("k", "s3cret"))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("'k'", "'plugin/demo/items'", "closed")
                .hasMessageNotContaining("s3cret");
    }

    @SafeVarargs
    private <T> void keeps(Class<T> type, T... values) {
        Store<T> store = stores.open(NAMESPACE, type);
        for (T value : values) {
            store.put("k", value);
            assertThat(store.get("k")).contains(value);
            assertThat(raw("k"))
                    .isEqualTo(new String(new Json().write(value.getClass(), value), UTF_8));
        }
    }

    private void store(String key, String json) {
        storage.put(NAMESPACE, Write.of(key, json.getBytes(UTF_8)));
    }

    private String raw(String key) {
        return new String(storage.get(NAMESPACE, key).orElseThrow().value(), UTF_8);
    }
}
