/**
 * Looks at what a bot needs before it starts: the Java, folders, ports, servers, logins, the
 * storage. In: what the configuration says. Out: {@link dev.errand.platform.doctor.Note}s that say
 * what to do. Changes nothing, and keeps no connection.
 *
 * <p>Public: {@link dev.errand.platform.doctor.Examination}.
 */
@NullMarked
package dev.errand.platform.doctor;

import org.jspecify.annotations.NullMarked;
