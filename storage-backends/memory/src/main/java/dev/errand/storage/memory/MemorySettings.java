package dev.errand.storage.memory;

/** There is nothing to set. */
public record MemorySettings() {}
