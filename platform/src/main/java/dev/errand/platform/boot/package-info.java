/**
 * Builds the bot with {@code new}, starts it, and ends it. In: a command line. Out: a running bot,
 * or an exit status with the reason.
 *
 * <p>Public: {@link dev.errand.platform.boot.Main}; {@link dev.errand.platform.boot.Bot}, the whole
 * of it without files, which the test kit runs too.
 */
@NullMarked
package dev.errand.platform.boot;

import org.jspecify.annotations.NullMarked;
