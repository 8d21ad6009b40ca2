package dev.errand.storage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The storage under test, with short words for what the parts of the contract do to it. */
interface StorageSubject {

    /** A namespace that most tests use. */
    Namespace ITEMS = Namespace.of("plugin", "demo", "items");

    /** The open storage. */
    Storage storage();

    /** The clock it tells expiry by. */
    SettableClock clock();

    /** Writes text that never ends. */
    default long put(String key, String value) {
        return storage().put(ITEMS, Write.of(key, value.getBytes(UTF_8)));
    }

    /** Writes text that ends. */
    default long put(String key, String value, Instant expires) {
        return storage().put(ITEMS, until(key, value, expires));
    }

    /** Reads text. */
    default Optional<String> text(String key) {
        return storage().get(ITEMS, key).map(Entry::value).map(bytes -> new String(bytes, UTF_8));
    }

    /** The version of a key, {@link Storage#ABSENT} if it is absent. */
    default long version(String key) {
        return storage().get(ITEMS, key).map(Entry::version).orElse(Storage.ABSENT);
    }

    /** All keys with a prefix, read in pages of the given size. */
    default List<String> keys(String prefix, int limit) {
        List<String> all = new ArrayList<>();
        Page page = storage().list(ITEMS, new Query(prefix, Optional.empty(), limit));
        all.addAll(page.keys());
        while (page.more()) {
            page = storage().list(ITEMS, new Query(prefix, Optional.of(all.getLast()), limit));
            all.addAll(page.keys());
        }
        return all;
    }

    /** A write of text that ends. */
    default Write until(String key, String value, Instant expires) {
        return new Write(key, value.getBytes(UTF_8), Optional.of(expires));
    }
}
