/**
 * What a chat is made of: a {@link dev.errand.backend.spi.ChatBackendFactory} makes a {@link
 * dev.errand.backend.spi.ChatBackend}, which hands what people say to the host's {@link
 * dev.errand.backend.spi.Inbox} and shows what the host answers, written in the chat's {@link
 * dev.errand.backend.spi.Dialect}.
 *
 * <p>In: messages as the chat delivers them. Out: {@link dev.errand.backend.spi.OutboundMessage}s
 * that fit the chat's limits.
 */
@NullMarked
package dev.errand.backend.spi;

import org.jspecify.annotations.NullMarked;
