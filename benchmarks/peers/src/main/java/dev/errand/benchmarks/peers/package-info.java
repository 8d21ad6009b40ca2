/**
 * The commands that the side-by-side benchmark asks of every bot. In: an echo, a value to keep, two
 * seconds of sleep or work. Out: one line for each, which holds what was asked.
 */
@NullMarked
package dev.errand.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
