package dev.errand.platform.reply;

import dev.errand.backend.spi.OutboundMessage;
import java.util.List;

/**
 * A reply, ready to be sent.
 *
 * @param parts what to send now, in order; empty if the reply says nothing
 * @param rest what did not fit into the parts, to be shown on demand by {@link ReplyDrawing#more}
 */
public record Drawing(List<OutboundMessage.Body> parts, List<OutboundMessage.Body> rest) {

    /** A reply that says nothing. */
    static final Drawing NOTHING = new Drawing(List.of(), List.of());

    /** Copies the lists. */
    public Drawing {
        parts = List.copyOf(parts);
        rest = List.copyOf(rest);
    }
}
