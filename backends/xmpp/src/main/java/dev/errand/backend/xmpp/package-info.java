/**
 * Talks to people and rooms over XMPP. In: messages of multi-user chats and of people directly, as
 * Smack parses them. Out: messages with plain text, and XHTML-IM where there is notation, kept
 * until the server or the room has confirmed them.
 *
 * <p>Public beside the factory: its settings, which the host binds.
 */
@NullMarked
package dev.errand.backend.xmpp;

import org.jspecify.annotations.NullMarked;
