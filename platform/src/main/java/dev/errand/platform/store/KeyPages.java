package dev.errand.platform.store;

import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;

/** Keys with a prefix, one page in memory at a time. */
final class KeyPages extends AbstractSpliterator<String> {

    private static final int PAGE = 500;

    private final Slot slot;
    private final String prefix;
    private Iterator<String> page = List.<String>of().iterator();
    private Optional<String> last = Optional.empty();
    private boolean more = true;

    KeyPages(Slot slot, String prefix) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
        this.slot = slot;
        this.prefix = prefix;
    }

    @Override
    public boolean tryAdvance(Consumer<? super String> action) {
        while (!page.hasNext() && more) {
            Page next = slot.list(new Query(prefix, last, PAGE));
            page = next.keys().iterator();
            more = next.more();
        }
        if (!page.hasNext()) {
            return false;
        }
        String key = page.next();
        last = Optional.of(key);
        action.accept(key);
        return true;
    }
}
