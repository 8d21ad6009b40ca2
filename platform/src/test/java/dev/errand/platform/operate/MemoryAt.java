package dev.errand.platform.operate;

import dev.errand.storage.memory.MemorySettings;
import dev.errand.storage.memory.MemoryStorageFactory;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A storage in memory that needs nothing but a clock. */
record MemoryAt(InstantSource clock) implements StorageContext {

    static Storage time(InstantSource clock) {
        return new MemoryStorageFactory().open(new MemorySettings(), new MemoryAt(clock));
    }

    @Override
    public Path folder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger(MemoryAt.class);
    }

    @Override
    public Thread startThread(String purpose, Runnable work) {
        throw new UnsupportedOperationException();
    }
}
