/**
 * Keeps values until the process ends: in goes nothing but the clock, out comes a storage for tests
 * and trials.
 */
@NullMarked
package dev.errand.storage.memory;

import org.jspecify.annotations.NullMarked;
