/**
 * IRC. In: lines of one server, through Kitteh, which knows the protocol, over a socket of our own.
 * Out: what people say, each of them told apart by their services account where the server vouches
 * for one; and the bot's replies, at a pace that the server bears.
 */
@NullMarked
package dev.errand.backend.irc;

import org.jspecify.annotations.NullMarked;
