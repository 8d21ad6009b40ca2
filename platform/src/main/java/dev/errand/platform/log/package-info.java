/**
 * Where log lines go and who may see which. In: what anybody writes to SLF4J. Out: files, standard
 * error as words or as lines of JSON, and the last lines for an admin to see; never a known secret.
 *
 * <p>Public: {@link dev.errand.platform.log.LogBook}, and {@link
 * dev.errand.platform.log.BareLogback}, which SLF4J makes by its name.
 */
@NullMarked
package dev.errand.platform.log;

import org.jspecify.annotations.NullMarked;
