package dev.errand.storage.spi;

/**
 * What another program keeps in an engine.
 *
 * @param key its key there
 * @param value its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record RawValue(String key, byte[] value) {}
