/** Talks to the person at the terminal. */
@NullMarked
package dev.errand.backend.console;

import org.jspecify.annotations.NullMarked;
