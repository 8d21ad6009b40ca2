package dev.errand.platform.store;

import dev.errand.storage.spi.StorageContext;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the storage in memory needs of a host: the time, and a thread for watchers. */
record ClockOnly(InstantSource clock) implements StorageContext {

    @Override
    public Path folder() {
        throw new UnsupportedOperationException("The storage in memory has no files");
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger(ClockOnly.class);
    }

    @Override
    public Thread startThread(String purpose, Runnable work) {
        return Thread.ofVirtual().name(purpose).start(work);
    }
}
