package dev.errand.backend.irc;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.InboundMessage.Author;
import dev.errand.backend.spi.Inbox;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes messages for the host out of lines. */
final class Hearing {

    private static final String CTCP = "\u0001";

    private final ChatContext context;
    private final People people;
    private final Channels channels;
    private final Supplier<String> nick;
    private final Consumer<String> answers;
    private final String ids;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable Inbox inbox;

    Hearing(
            ChatContext context,
            People people,
            Channels channels,
            Supplier<String> nick,
            Consumer<String> answers) {
        this.context = context;
        this.people = people;
        this.channels = channels;
        this.nick = nick;
        this.answers = answers;
        // Ids of two lives of the bot must differ: replies are told apart by them.
        this.ids = Long.toString(context.clock().instant().toEpochMilli(), 36) + "-";
    }

    void start(Inbox host) {
        inbox = host;
    }

    void said(Heard heard) {
        try {
            hear(heard);
        } catch (RuntimeException e) {
            context.logger().error("A line of {} was not understood", heard.target(), e);
        }
    }

    private void hear(Heard heard) {
        String text = heard.text();
        if (text.startsWith(CTCP)) {
            String query = text.substring(1).replace(CTCP, "");
            if (!query.regionMatches(true, 0, "ACTION ", 0, 7)) {
                answer(heard, query);
                return;
            }
            text = "/me " + query.substring(7);
        }
        Person person = people.speaking(heard.from(), heard.account());
        Mention mention = Mention.of(IrcText.said(text), nick.get());
        Message message =
                new Message(
                        heard.id().orElseGet(() -> ids + count.incrementAndGet()),
                        person,
                        room(heard),
                        Optional.empty(),
                        mention.rest(),
                        at(heard));
        Author author = heard.own() ? Author.SELF : heard.bot() ? Author.BOT : Author.PERSON;
        Inbox host = inbox;
        if (host != null) {
            host.receive(new InboundMessage(message, author, mention.found(), Set.of()));
        }
    }

    private Room room(Heard heard) {
        if (!Names.isChannel(heard.target())) {
            return direct(heard.from().nick());
        }
        String key = Names.folded(heard.target());
        return new Room(
                new RoomId(context.chat(), key),
                channels.name(heard.target()).orElse(heard.target()),
                false);
    }

    private Room direct(String with) {
        return new Room(new RoomId(context.chat(), Names.folded(with)), with, true);
    }

    private Instant at(Heard heard) {
        if (heard.time().isPresent()) {
            try {
                return Instant.parse(heard.time().get());
            } catch (DateTimeParseException e) {
                return context.clock().instant();
            }
        }
        return context.clock().instant();
    }

    /** Answers what clients ask of clients, in private only: a channel would ask in a chorus. */
    private void answer(Heard heard, String query) {
        if (heard.bot() || heard.own() || Names.isChannel(heard.target())) {
            return;
        }
        String word = Names.folded(query.split(" ", 2)[0]);
        String reply =
                switch (word) {
                    case "version" -> "VERSION Errand";
                    case "clientinfo" -> "CLIENTINFO ACTION CLIENTINFO PING VERSION";
                    case "ping" -> query.length() <= 100 ? IrcText.said(query) : "";
                    default -> "";
                };
        if (!reply.isEmpty()) {
            answers.accept("NOTICE " + heard.from().nick() + " :" + CTCP + reply + CTCP);
        }
    }

    boolean isChannel(String key) {
        return Names.isChannel(key) && channels.name(Names.channel(key)).isPresent();
    }

    Optional<Room> room(String typed) {
        Optional<String> channel = channels.name(typed).or(() -> channels.name("#" + typed));
        if (channel.isPresent()) {
            return channel.map(
                    name -> new Room(new RoomId(context.chat(), Names.folded(name)), name, false));
        }
        return typed.isEmpty()
                ? Optional.empty()
                : people.find(typed).map(person -> direct(person.name()));
    }
}
