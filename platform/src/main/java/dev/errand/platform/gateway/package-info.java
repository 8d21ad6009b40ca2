/**
 * The door to the chats. In: what people say on each of them, cleaned. Out: the same to the
 * dispatcher; and what plugins say unasked to the chat it belongs to.
 */
@NullMarked
package dev.errand.platform.gateway;

import org.jspecify.annotations.NullMarked;
