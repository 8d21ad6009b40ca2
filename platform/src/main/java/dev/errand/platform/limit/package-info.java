/**
 * How much may be run: rates, numbers at once, deadlines, lengths of answers. In: a person, a room
 * and a command that may be run. Out: a {@link dev.errand.platform.limit.Pass} to run it with, or
 * what to say instead.
 *
 * <p>Public: {@link dev.errand.platform.limit.Limits}; {@link dev.errand.platform.limit.Pass},
 * which is given back when the call has ended.
 */
@NullMarked
package dev.errand.platform.limit;

import org.jspecify.annotations.NullMarked;
