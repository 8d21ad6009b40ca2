/**
 * Stage 6 of a message's way: who did what. In: what came of a command. Out: one line, written
 * before the next command of the same person.
 */
@NullMarked
package dev.errand.platform.audit;

import org.jspecify.annotations.NullMarked;
