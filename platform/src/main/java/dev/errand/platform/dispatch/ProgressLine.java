package dev.errand.platform.dispatch;

import dev.errand.api.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one call is: one message that is changed where the chat can change messages, a message
 * now and then elsewhere. What comes too soon after the last is left out, because chats refuse
 * those who write too often.
 */
final class ProgressLine {

    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Outbox.Address address;
    private final InstantSource clock;
    private Optional<String> message = Optional.empty();
    private @Nullable Instant last;

    ProgressLine(Outbox outbox, Outbox.Address address, InstantSource clock) {
        this.outbox = outbox;
        this.address = address;
        this.clock = clock;
    }

    /** Shows it, if it is time to. */
    synchronized void show(Reply reply) {
        Instant now = clock.instant();
        Duration pause = message.isPresent() ? BETWEEN_CHANGES : BETWEEN_MESSAGES;
        if (last != null && now.isBefore(last.plus(pause))) {
            return;
        }
        last = now;
        if (message.isEmpty() || !outbox.change(address, message.get(), reply)) {
            message = outbox.begin(address, reply);
        }
    }
}
