package dev.errand.backend.spi;

/**
 * A message that the chat will not take, ever: no such room, no right to speak, too large after
 * all.
 */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Made by a chat.
     *
     * @param message what the chat said, and what would help; without the message's text
     */
    public DeliveryException(String message) {
        super(message);
    }

    /**
     * Made by a chat.
     *
     * @param message what the chat said, and what would help; without the message's text
     * @param cause what the client library threw
     */
    public DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
