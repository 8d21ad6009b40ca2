/**
 * Stage 3 of a message's way: who may do what. In: a caller, a room, a command. Out: a verdict with
 * the rule that decided it. What fails here denies.
 */
@NullMarked
package dev.errand.platform.access;

import org.jspecify.annotations.NullMarked;
