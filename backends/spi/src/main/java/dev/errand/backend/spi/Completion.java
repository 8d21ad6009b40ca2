package dev.errand.backend.spi;

/**
 * One way to go on with a line.
 *
 * @param word what the last word of the draft becomes
 * @param description what it does, may be empty
 */
public record Completion(String word, String description) {}
