package dev.errand.platform.dispatch;

import dev.errand.api.Message;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.InboundMessage;

/**
 * A message together with the chat it came from, which is the chat that its answers go to.
 *
 * @param chat the chat
 * @param inbound the message
 */
public record Arrival(ChatBackend chat, InboundMessage inbound) {

    Message message() {
        return inbound.message();
    }
}
