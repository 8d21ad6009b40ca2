package dev.errand.storage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Write;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whoever watches a namespace is told of its changes, and of no others. */
interface WatchContract extends StorageSubject {

    @Test
    default void aWatcherIsToldOfEachKindOfChange() {
        List<Change> told = new CopyOnWriteArrayList<>();
        put("before", "one");
        try (Watch _ = storage().watch(ITEMS, told::add)) {
            long version = put("put", "one");
            storage().compareAndSet(ITEMS, Write.of("cas", "one".getBytes(UTF_8)), Storage.ABSENT);
            storage().remove(ITEMS, "before");
            storage().compareAndRemove(ITEMS, "put", version);
            storage()
                    .writeTogether(
                            List.of(
                                    new Step.Put(
                                            ITEMS,
                                            Write.of("together", new byte[0]),
                                            OptionalLong.empty()),
                                    new Step.Remove(ITEMS, "cas", OptionalLong.empty())));

            await().until(() -> told.size() >= 6);
        }
        assertThat(told)
                .containsExactlyInAnyOrder(
                        key("put"),
                        key("cas"),
                        key("before"),
                        key("put"),
                        key("together"),
                        key("cas"));
    }

    @Test
    default void whatDidNotChangeIsNotTold() {
        List<Change> told = new CopyOnWriteArrayList<>();
        Namespace other = Namespace.of("plugin", "demo", "others");
        try (Watch _ = storage().watch(ITEMS, told::add)) {
            storage().put(other, Write.of("elsewhere", new byte[0]));
            storage().remove(ITEMS, "none");
            storage().compareAndSet(ITEMS, Write.of("refused", new byte[0]), 77);
            storage().compareAndRemove(ITEMS, "none", 77);
            put("last", "one");

            await().until(() -> told.contains(key("last")));
        }
        assertThat(told).containsExactly(key("last"));
    }

    @Test
    default void awkwardKeysAreToldAsTheyAre() {
        List<Change> told = new CopyOnWriteArrayList<>();
        List<String> keys =
                List.of(" a b ", "x:y:{z}", "\u00e9\ud83d\ude80", "\n", "k".repeat(1024));
        try (Watch _ = storage().watch(ITEMS, told::add)) {
            keys.forEach(key -> put(key, "one"));

            await().until(() -> told.size() == keys.size());
        }
        assertThat(told).containsExactlyElementsOf(keys.stream().map(WatchContract::key).toList());
    }

    @Test
    default void whoStoppedWatchingIsNotTold() {
        List<Change> told = new CopyOnWriteArrayList<>();
        List<Change> others = new CopyOnWriteArrayList<>();
        Watch ended = storage().watch(ITEMS, told::add);
        try (Watch _ = storage().watch(ITEMS, others::add)) {
            put("first", "one");
            await().until(() -> !told.isEmpty() && !others.isEmpty());
            ended.close();
            ended.close();
            put("second", "one");
            await().until(() -> others.size() == 2);
        }
        assertThat(told).containsExactly(key("first"));
    }

    @Test
    default void aWatcherThatFailsHarmsNobody() {
        List<Change> told = new CopyOnWriteArrayList<>();
        try (Watch _ =
                        storage()
                                .watch(
                                        ITEMS,
                                        change -> {
                                            throw new IllegalStateException("on purpose");
                                        });
                Watch _ = storage().watch(ITEMS, told::add)) {
            put("first", "one");
            put("second", "one");

            await().until(() -> told.size() == 2);
        }
    }

    @Test
    default void aWatcherMayReadWhatChanged() {
        List<String> read = new CopyOnWriteArrayList<>();
        try (Watch _ = storage().watch(ITEMS, change -> text("greeting").ifPresent(read::add))) {
            put("greeting", "hello");

            await().until(() -> read.contains("hello"));
        }
    }

    @Test
    default void aClosedStorageTakesNoWatcher() {
        Storage storage = storage();
        storage.close();

        assertThatThrownBy(() -> storage.watch(ITEMS, change -> {}))
                .isInstanceOf(StorageException.class);
    }

    private static Change key(String key) {
        return new Change.Key(key);
    }
}
