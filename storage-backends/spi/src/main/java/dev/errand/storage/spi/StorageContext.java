package dev.errand.storage.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;

/** What the host lends a storage for its life. Safe for use by any thread. */
public interface StorageContext {

    /**
     * The bot's data folder, where a storage that keeps files keeps them.
     *
     * @return a folder; it exists unless it could not be made
     */
    Path folder();

    /**
     * The clock that expiry is told by.
     *
     * @return the host's clock
     */
    InstantSource clock();

    /**
     * The log of the storage. No value and no secret belongs into it.
     *
     * @return the logger
     */
    Logger logger();

    /**
     * Starts a virtual thread named after the storage. It is interrupted when the storage has been
     * closed.
     *
     * @param purpose what it does, in one or two words
     * @param work what to run; what it throws is logged
     * @return the started thread
     */
    Thread startThread(String purpose, Runnable work);
}
