/**
 * The way of a message, top to bottom, in {@code Pipeline.handle}. In: messages from any chat, put
 * in lanes so that each person's are answered in order. Out: replies to the chat they came from,
 * and a record in the audit.
 *
 * <p>Public: {@link dev.errand.platform.dispatch.Dispatcher}, which takes messages; {@link
 * dev.errand.platform.dispatch.Outbox}, through which everything is said; {@link
 * dev.errand.platform.dispatch.Explaining}, which tells what the gate would say; {@link
 * dev.errand.platform.dispatch.History}, what each person asked for before.
 */
@NullMarked
package dev.errand.platform.dispatch;

import org.jspecify.annotations.NullMarked;
