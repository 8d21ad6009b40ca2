package dev.errand.storage.spi;

/**
 * The engine did not do what was asked. The message tells an operator what is wrong and what can be
 * done, without secrets.
 */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Made by a storage.
     *
     * @param message which file or server, what is wrong, and what can be done
     */
    public StorageException(String message) {
        super(message);
    }

    /**
     * Made by a storage.
     *
     * @param message which file or server, what is wrong, and what can be done
     * @param cause what the driver threw
     */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
