package dev.errand.backend.slack;

import dev.errand.backend.spi.DeliveryException;

/**
 * Where a message stands: Slack tells messages apart by their time within a channel.
 *
 * @param channel the channel's id
 * @param ts the message's time stamp, as Slack wrote it
 */
record MessageKey(String channel, String ts) {

    static MessageKey parse(String id) throws DeliveryException {
        int slash = id.indexOf('/');
        String ts = id.substring(slash + 1);
        if (slash < 1 || !ts.matches("[0-9]+\\.[0-9]+")) {
            throw new DeliveryException("'" + id + "' is no message that stands in Slack");
        }
        return new MessageKey(id.substring(0, slash), ts);
    }

    @Override
    public String toString() {
        return channel + "/" + ts;
    }
}
