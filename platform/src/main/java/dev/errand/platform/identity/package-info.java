/**
 * Stage 1 of a message's way: who speaks. In: a message with an account. Out: a person with roles,
 * or the reason why nobody listens.
 *
 * <p>Public beside {@link dev.errand.platform.identity.Identity}: {@link
 * dev.errand.platform.identity.Grants}, which admins change from a chat, and {@link
 * dev.errand.platform.identity.Links}, which people make from two chats.
 */
@NullMarked
package dev.errand.platform.identity;

import org.jspecify.annotations.NullMarked;
