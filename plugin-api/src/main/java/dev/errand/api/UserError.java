package dev.errand.api;

import java.util.Objects;

/**
 * Something went wrong in a way that the person who asked can understand or mend. Its message is
 * shown to them, as plain text; every other exception is shown as an incident number only, and its
 * text stays in the log.
 */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Made with what the person will read.
     *
     * @param message what is wrong, which value, and what would work
     */
    public UserError(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    /**
     * Made with what the person will read and what the log will tell.
     *
     * @param message what is wrong, which value, and what would work
     * @param cause for the log only
     */
    public UserError(String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
    }
}
