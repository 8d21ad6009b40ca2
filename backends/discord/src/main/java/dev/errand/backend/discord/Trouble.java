package dev.errand.backend.discord;

import com.neovisionaries.ws.client.WebSocketException;
import dev.errand.backend.spi.DeliveryException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.jspecify.annotations.Nullable;

/** Says what went wrong, without what was to be said. */
final class Trouble {

    private Trouble() {}

    /** A request that may do better later. */
    static final class Passing extends Exception {

        private static final long serialVersionUID = 1L;

        /** Whether Discord answered at all. */
        private final boolean answered;

        Passing(String message, boolean answered) {
            super(message);
            this.answered = answered;
        }

        boolean answered() {
            return answered;
        }
    }

    /** The shortest true account of a failed connection. */
    static String of(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "the name " + cause.getMessage() + " is not known to the DNS";
            }
            if (cause instanceof IOException || cause instanceof WebSocketException) {
                return cause.getClass().getSimpleName() + ": " + cause.getMessage();
            }
            if (cause instanceof ErrorResponseException e && e.getResponse().code > 0) {
                return "Discord answers " + e.getResponse().code;
            }
        }
        return failed.getClass().getSimpleName();
    }

    /** What a failed request means for what was to be delivered. */
    static DeliveryException refusal(ExecutionException failed) throws Passing {
        @Nullable Throwable cause = failed.getCause();
        if (!(cause instanceof ErrorResponseException refused)) {
            throw new Passing(of(cause == null ? failed : cause), false);
        }
        int status = refused.getResponse().code;
        if (status < 0) {
            throw new Passing(of(refused), false);
        }
        if (status >= 500 || status == 429) {
            throw new Passing("Discord answers " + status, true);
        }
        return new DeliveryException(
                "Discord refuses: "
                        + refused.getMeaning()
                        + " ("
                        + refused.getErrorCode()
                        + ")"
                        + hint(refused.getErrorResponse()));
    }

    private static String hint(ErrorResponse error) {
        return switch (error) {
            case MISSING_ACCESS, MISSING_PERMISSIONS ->
                    ". The bot needs View Channel, Send Messages, Send Messages in Threads, Embed"
                            + " Links, Attach Files, Add Reactions and Read Message History there";
            case UNKNOWN_CHANNEL -> ". There is no such room, or the bot may not see it";
            case CANNOT_SEND_TO_USER ->
                    ". This person takes no direct messages from members of the server";
            default -> "";
        };
    }
}
