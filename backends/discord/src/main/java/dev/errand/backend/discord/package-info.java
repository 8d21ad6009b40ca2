/**
 * Discord, over JDA. In: what people say, and the application commands they run, in the servers the
 * bot is in and in direct messages. Out: {@link dev.errand.backend.spi.InboundMessage}s, and
 * replies as messages, embeds and files.
 */
@NullMarked
package dev.errand.backend.discord;

import org.jspecify.annotations.NullMarked;
