/**
 * Stage 6 of a message's way: who did what. In: what came of a command. Out: a line in the log, and
 * a record in a chain in which no other can be changed or removed unseen.
 *
 * <p>Public: {@link dev.errand.platform.audit.LoggedAudit} and {@link
 * dev.errand.platform.audit.AuditTrail}, the two ways to keep records.
 */
@NullMarked
package dev.errand.platform.audit;

import org.jspecify.annotations.NullMarked;
