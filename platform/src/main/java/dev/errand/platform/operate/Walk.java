package dev.errand.platform.operate;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Goes through a storage in order, a page at a time. */
final class Walk {

    private static final int PAGE = 500;

    private Walk() {}

    static void keys(Storage storage, Namespace namespace, String prefix, Consumer<String> each) {
        Optional<String> last = Optional.empty();
        Page page;
        do {
            page = storage.list(namespace, new Query(prefix, last, PAGE));
            page.keys().forEach(each);
            last = page.keys().isEmpty() ? last : Optional.of(page.keys().getLast());
        } while (page.more());
    }

    /** Of values that go while they are looked at, nothing is told. */
    static void entries(Storage storage, BiConsumer<Namespace, Entry> each) {
        for (Namespace namespace : storage.namespaces()) {
            keys(
                    storage,
                    namespace,
                    "",
                    key ->
                            storage.get(namespace, key)
                                    .ifPresent(entry -> each.accept(namespace, entry)));
        }
    }

    static long count(Storage storage) {
        return storage.namespaces().stream()
                .mapToLong(namespace -> storage.count(namespace, ""))
                .sum();
    }
}
