package dev.errand.storage.spi;

/** That somebody is told of changes, until it is closed. */
@FunctionalInterface
public interface Watch extends AutoCloseable {

    /**
     * Nothing more is told; what is being told at this moment may still end. Closing twice is fine.
     */
    @Override
    void close();
}
