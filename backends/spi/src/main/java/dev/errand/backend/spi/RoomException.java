package dev.errand.backend.spi;

/** What a chat does not do with a room. Its message is shown to the admin who asked. */
public final class RoomException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Made by a chat.
     *
     * @param message one or two sentences: what the chat said about which room, and what would
     *     help; without secrets
     */
    public RoomException(String message) {
        super(message);
    }
}
