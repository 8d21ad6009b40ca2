/** Keeps values until the process ends. */
@NullMarked
package dev.errand.storage.memory;

import org.jspecify.annotations.NullMarked;
