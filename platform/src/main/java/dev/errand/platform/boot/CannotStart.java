package dev.errand.platform.boot;

/**
 * The bot cannot start, for a reason that the operator can mend; the message is all that they see.
 */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    CannotStart(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
