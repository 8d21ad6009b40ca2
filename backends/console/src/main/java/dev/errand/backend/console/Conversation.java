package dev.errand.backend.console;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.Completion;
import dev.errand.backend.spi.Draft;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The one person's talk with the host, from the start of the console to its end. */
final class Conversation {

    private final Person person;
    private final Room room;
    private final InstantSource clock;
    private final Inbox inbox;
    private final String run;
    private final AtomicLong said = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    Conversation(Person person, Room room, InstantSource clock, Inbox inbox) {
        this.person = person;
        this.room = room;
        this.clock = clock;
        this.inbox = inbox;
        Instant start = clock.instant();
        // Ids must differ from those of the last run, which the host may remember.
        this.run =
                Long.toString(start.getEpochSecond(), 36)
                        + "."
                        + Integer.toString(start.getNano(), 36);
    }

    Inbox.Receipt say(String text) {
        String id = run + "-" + said.incrementAndGet();
        Message message =
                new Message(
                        id,
                        person,
                        room,
                        Optional.empty(),
                        ScreenText.typed(text),
                        clock.instant());
        return inbox.receive(InboundMessage.of(message));
    }

    List<Completion> complete(String text) {
        return inbox.complete(new Draft(person, room, text));
    }

    /** Asks the bot to end; only the first reason counts. */
    void finish(String reason) {
        if (over.compareAndSet(false, true)) {
            inbox.finish(reason);
        }
    }

    /** Says no more, since the host ends on its own. */
    void hangUp() {
        over.set(true);
    }

    boolean over() {
        return over.get();
    }
}
