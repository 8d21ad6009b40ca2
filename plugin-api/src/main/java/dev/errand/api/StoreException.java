package dev.errand.api;

/**
 * A value could not be read or written. The message names store and key and says why, for the log;
 * a person sees an incident.
 */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Made by the host.
     *
     * @param message which key, and what is wrong
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * Made by the host.
     *
     * @param message which key, and what is wrong
     * @param cause what the storage said
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
