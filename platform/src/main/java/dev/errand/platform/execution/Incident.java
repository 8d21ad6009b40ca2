package dev.errand.platform.execution;

import java.time.Instant;

/**
 * A fault, kept as text: an exception object would keep its plugin's class loader alive.
 *
 * @param id four hex digits that a person can read out
 * @param plugin whose code failed
 * @param what what it was doing
 * @param at when
 * @param trace the stack trace
 * @param ofStorage whether it failed because the storage did not do what was asked
 */
public record Incident(
        String id, String plugin, String what, Instant at, String trace, boolean ofStorage) {}
