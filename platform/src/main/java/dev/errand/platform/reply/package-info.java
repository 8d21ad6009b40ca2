/**
 * Stage 5 of the way of a message. In: a {@link dev.errand.api.Reply} and what the chat can show.
 * Out: message bodies in the chat's own notation, cut to its limits, without secrets.
 *
 * <p>{@link dev.errand.platform.reply.Redaction} is public beside {@link
 * dev.errand.platform.reply.ReplyDrawing} because the log and the audit hide the same secrets.
 */
@NullMarked
package dev.errand.platform.reply;

import org.jspecify.annotations.NullMarked;
