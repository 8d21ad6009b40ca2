package dev.errand.platform.operate;

import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import java.util.ArrayList;
import java.util.List;

/** Writes many values in portions of one namespace each, which every storage takes. */
final class Batch implements AutoCloseable {

    private static final int MOST = 200;
    private static final int MOST_BYTES = 1 << 20;

    private final Storage storage;
    private final List<Step> steps = new ArrayList<>();
    private long bytes;

    Batch(Storage storage) {
        this.storage = storage;
    }

    void add(Step.Put step) {
        boolean other = !steps.isEmpty() && !steps.getFirst().namespace().equals(step.namespace());
        boolean again = steps.stream().anyMatch(earlier -> earlier.key().equals(step.key()));
        if (other || again) {
            flush();
        }
        steps.add(step);
        bytes += step.write().value().length;
        if (steps.size() == MOST || bytes >= MOST_BYTES) {
            flush();
        }
    }

    private void flush() {
        if (steps.size() == 1 && steps.getFirst() instanceof Step.Put only) {
            // Alone it may be larger than a storage takes together.
            storage.put(only.namespace(), only.write());
        } else if (!steps.isEmpty() && !storage.writeTogether(steps)) {
            throw new IllegalStateException("No version was expected");
        }
        steps.clear();
        bytes = 0;
    }

    @Override
    public void close() {
        flush();
    }
}
