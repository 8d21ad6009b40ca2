/**
 * The shell of the machine that the bot runs on, as one more chat whose people are admins. In: one
 * command each. Out: what the bot says to it, and whether it went well.
 *
 * <p>Public: {@link dev.errand.platform.shell.Shell}, in the bot's process and, by a socket in the
 * bot's home, from another one.
 */
@NullMarked
package dev.errand.platform.shell;

import org.jspecify.annotations.NullMarked;
