package dev.errand.backend.xmpp;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a room says to what an admin wants of it. One request at a time. */
final class RoomAnswers {

    private @Nullable String request;
    private @Nullable String last;
    private boolean answered;
    private Optional<String> refusal = Optional.empty();

    /**
     * Sends, and waits until the request is refused or the last stanza is answered.
     *
     * @return the refusal, empty if there is none
     */
    synchronized Optional<String> ask(
            String requestId, String lastId, Runnable send, Duration patience)
            throws InterruptedException {
        while (request != null) {
            wait();
        }
        request = requestId;
        last = lastId;
        answered = false;
        refusal = Optional.empty();
        try {
            send.run();
            long end = System.nanoTime() + patience.toNanos();
            long left = patience.toMillis();
            while (!answered && left > 0) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
            return answered ? refusal : Optional.of("no answer came");
        } finally {
            request = null;
            last = null;
            notifyAll();
        }
    }

    /** Takes an error; whether it was the answer to a request. */
    synchronized boolean refused(@Nullable String id, String why) {
        if (id == null || !id.equals(request)) {
            return false;
        }
        refusal = Optional.of(why);
        answered = true;
        notifyAll();
        return true;
    }

    /** Takes any answer that is no error. */
    synchronized void answered(@Nullable String id) {
        if (id != null && id.equals(last)) {
            answered = true;
            notifyAll();
        }
    }
}
