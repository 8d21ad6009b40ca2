/**
 * Talks to the person at the console. In: lines typed at a terminal, or read from a pipe. Out:
 * replies on standard output, drawn for what stands there.
 *
 * <p>Public beside the factory: its settings, which the host binds.
 */
@NullMarked
package dev.errand.backend.console;

import org.jspecify.annotations.NullMarked;
