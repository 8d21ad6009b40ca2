package dev.errand.testkit;

import dev.errand.storage.spi.StorageContext;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the storage in memory sees of the host: a clock, and threads for those who watch it. */
record TestStorageContext(InstantSource clock) implements StorageContext {

    @Override
    public Path folder() {
        throw new UnsupportedOperationException("The storage of a test keeps no files");
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger("storage");
    }

    @Override
    public Thread startThread(String purpose, Runnable work) {
        return Thread.ofVirtual().name(purpose).start(work);
    }
}
