package dev.errand.storage.spi;

/**
 * How a storage stands.
 *
 * @param up whether reads and writes work at this moment
 * @param detail which engine, and what is wrong if anything; without secrets
 */
public record Health(boolean up, String detail) {}
