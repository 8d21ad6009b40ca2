package dev.errand.backend.irc;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.api.Secret;
import dev.errand.backend.irc.Questions.Answer;
import dev.errand.backend.irc.Questions.Question;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Channels, as an admin changes them from a chat. */
final class IrcRooms implements RoomControl {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** With the command, the channel and the server's own words within a line. */
    private static final int LONGEST_TOPIC = 300;

    private final String chat;
    private final Channels channels;
    private final People people;
    private final Supplier<@Nullable Session> session;

    IrcRooms(String chat, Channels channels, People people, Supplier<@Nullable Session> session) {
        this.chat = chat;
        this.channels = channels;
        this.people = people;
        this.session = session;
    }

    @Override
    public Set<Action> can() {
        return EnumSet.allOf(Action.class);
    }

    @Override
    public List<Entry> list() {
        return channels.all().stream()
                .map(each -> new Entry(room(each.name()), each.joined(), each.refusal()))
                .sorted(Comparator.comparing(entry -> entry.room().name()))
                .toList();
    }

    @Override
    public Room join(String name, Secret password) throws RoomException, InterruptedException {
        String channel = channel(name);
        String key = password.reveal();
        if (!key.isEmpty() && !IrcSettings.isWord(key)) {
            throw new RoomException("The key of a channel is one word of ASCII.");
        }
        Session now = connected();
        boolean before = channels.name(channel).isPresent();
        channels.add(channel, key.isEmpty() ? Optional.empty() : Optional.of(password));
        now.joinSoon();
        Optional<String> refusal = channels.awaitAnswer(channel, PATIENCE);
        if (refusal.isPresent()) {
            if (!before) {
                channels.remove(channel);
            }
            throw new RoomException(
                    "The server does not let the bot into '"
                            + channel
                            + "': "
                            + refusal.get()
                            + ".");
        }
        return room(channels.name(channel).orElse(channel));
    }

    @Override
    public void leave(Room room) throws RoomException, InterruptedException {
        String channel = known(room);
        channels.remove(channel);
        @Nullable Session now = session.get();
        if (now != null) {
            var _ = now.ask(new Question("PART " + channel, channel, Set.of("PART"), ""));
        }
    }

    @Override
    public void topic(Room room, String topic) throws RoomException, InterruptedException {
        String channel = known(room);
        String line = topic.replaceAll("[\\p{Cc}\\s]+", " ").strip();
        if (line.getBytes(StandardCharsets.UTF_8).length > LONGEST_TOPIC) {
            throw new RoomException("A topic has " + LONGEST_TOPIC + " bytes at most here.");
        }
        ask(new Question("TOPIC " + channel + " :" + line, channel, Set.of("TOPIC"), ""), channel);
    }

    @Override
    public void invite(Room room, Person person) throws RoomException, InterruptedException {
        String channel = known(room);
        String nick =
                people.nick(person.id())
                        .orElseThrow(() ->
                                new RoomException(
                                        "'"
                                                + person.name()
                                                + "' has not said anything that the bot heard, so"
                                                + " their nick is not known for sure."));
        ask(new Question("INVITE " + nick + " " + channel, channel, Set.of("341"), ""), channel);
    }

    /** A channel is there as soon as somebody is in it. */
    @Override
    public Room create(String name) throws RoomException, InterruptedException {
        String channel = channel(name);
        if (channels.name(channel).isPresent()) {
            throw new RoomException("There is '" + channel + "' already, and the bot is in it.");
        }
        Room made = join(channel, new Secret(""));
        if (occupants(made).size() > 1) {
            leave(made);
            throw new RoomException(
                    "There is '" + channel + "' already: others are in it. Use rooms join.");
        }
        return made;
    }

    @Override
    public List<Person> occupants(Room room) throws RoomException, InterruptedException {
        String channel = known(room);
        return ask(new Question("WHO " + channel, channel, Set.of("315"), "352"), channel)
                .rows()
                .stream()
                .filter(row -> row.size() > 5)
                .map(row -> occupant(row.get(5), row.get(2), row.get(3)))
                .toList();
    }

    private Person occupant(String nick, String user, String host) {
        return people.called(nick)
                .orElseGet(() ->
                        new Person(
                                new PersonId(
                                        chat,
                                        Names.folded(nick) + "!" + user + "@" + Names.folded(host)),
                                nick));
    }

    private Answer ask(Question question, String channel)
            throws RoomException, InterruptedException {
        Answer answer = connected().ask(question);
        if (!answer.ok()) {
            throw new RoomException("'" + channel + "': " + answer.words() + ".");
        }
        return answer;
    }

    private Session connected() throws RoomException {
        Session now = session.get();
        if (now == null || !now.isReady()) {
            throw new RoomException("The bot is not connected to the server at the moment.");
        }
        return now;
    }

    private static String channel(String name) throws RoomException {
        String channel = Names.isChannel(name) ? name : "#" + name;
        if (!IrcSettings.isChannel(channel)) {
            throw new RoomException(
                    "'"
                            + IrcText.said(name)
                            + "' cannot be a channel: it begins with # and has no space or comma.");
        }
        return channel;
    }

    private String known(Room room) throws RoomException {
        return channels.name(room.id().key())
                .filter(name -> room.id().chat().equals(chat))
                .orElseThrow(() -> new RoomException("The bot is not in '" + room.name() + "'."));
    }

    private Room room(String name) {
        return new Room(new RoomId(chat, Names.folded(name)), name, false);
    }
}
