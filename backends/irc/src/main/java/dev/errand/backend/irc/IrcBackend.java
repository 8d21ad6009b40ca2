package dev.errand.backend.irc;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.RecentKeys;
import dev.errand.backend.spi.RoomControl;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One IRC network as a chat. */
final class IrcBackend implements ChatBackend {

    private final ChatContext context;
    private final Dialect dialect;
    private final LineLength lengths;
    private final Channels channels;
    private final People people;
    private final SendQueue queue;
    private final Standing standing;
    private final Connection connection;
    private final Hearing hearing;
    private final RoomControl rooms;
    private final RecentKeys sent = new RecentKeys();

    IrcBackend(IrcSettings settings, ChatContext context, RandomGenerator random) {
        this.context = context;
        String nick = settings.nick().isEmpty() ? context.botName() : settings.nick();
        String user = settings.user().isEmpty() ? nick : settings.user();
        lengths = new LineLength(nick, user);
        dialect = new IrcDialect(lengths.usual(), settings.formatting());
        channels = new Channels(settings);
        people = new People(context.chat());
        queue =
                new SendQueue(
                        settings.queue(), new Pace(settings.linePause(), settings.lineBurst()));
        NickServ services = new NickServ(settings.login(), context.logger());
        standing = standing(settings, nick, services);
        hearing = new Hearing(context, people, channels, this::nick, this::answer);
        connection =
                new Connection(
                        settings,
                        context,
                        random,
                        new Connection.Parts(
                                new Session.Shared(nick, channels, people, services),
                                queue,
                                standing),
                        hearing::said);
        rooms = new IrcRooms(context.chat(), channels, people, connection::session);
    }

    private Standing standing(IrcSettings settings, String nick, NickServ services) {
        String server = settings.server() + ":" + settings.actualPort();
        Standing made = new Standing(context.clock(), context.logger(), server, queue::size);
        made.remark(channels::refusals);
        made.remark(services::remark);
        made.remark(() ->
                standing().isUp() && !Names.same(nick(), nick)
                        ? "called " + nick() + " while somebody else is " + nick
                        : "");
        made.remark(() -> queue.dropped() == 0 ? "" : queue.dropped() + " lines were dropped");
        return made;
    }

    private Standing standing() {
        return standing;
    }

    private String nick() {
        Session session = connection.session();
        return session == null ? "" : session.nick();
    }

    @Override
    public void start(Inbox inbox) throws Exception {
        hearing.start(inbox);
        connection.start();
    }

    @Override
    public void stop() {
        connection.stop();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Set<Feature> features() {
        return Set.of(Feature.PRIVATE);
    }

    @Override
    public Optional<String> send(OutboundMessage message) throws DeliveryException {
        String text =
                switch (message.body()) {
                    case OutboundMessage.Body.Drawn drawn -> drawn.text();
                    case OutboundMessage.Body.Rich rich -> rich.text();
                };
        if (dialect.length(text) > dialect.maxLength()) {
            throw new DeliveryException(
                    "A line of IRC carries "
                            + dialect.maxLength()
                            + " bytes of text here; this one has "
                            + dialect.length(text));
        }
        String start = start(message);
        if (sent.add(message.key())) {
            queue.add(lines(start, text));
        }
        return Optional.empty();
    }

    /** A notice is what nobody's program answers, and what shows apart from other talk. */
    private String start(OutboundMessage message) throws DeliveryException {
        Optional<PersonId> only = message.onlyTo().filter(person -> !message.room().direct());
        if (only.isPresent()) {
            return "NOTICE " + nick(only.get()) + " :";
        }
        String target = target(message.room());
        Optional<PersonId> asker = message.inReplyTo().map(asked -> asked.from().id());
        boolean moved =
                message.room().direct()
                        && asker.filter(person -> people.isAnothers(target, person)).isPresent();
        // Whoever has taken the nick of the one who asked must not read the answer.
        return "PRIVMSG " + (moved ? nick(asker.orElseThrow()) : target) + " :";
    }

    private String nick(PersonId person) throws DeliveryException {
        return people.nick(person)
                .orElseThrow(
                        () -> new DeliveryException("'" + person + "' is not to be found by now"));
    }

    private String target(Room room) throws DeliveryException {
        String key = room.id().key();
        boolean known =
                room.id().chat().equals(context.chat())
                        && (room.direct()
                                ? !Names.isChannel(key) && key.indexOf(' ') < 0
                                : hearing.isChannel(key));
        if (!known) {
            throw new DeliveryException(
                    "The bot is not in '"
                            + room.id()
                            + "'; add it to channels of this chat in errand.conf");
        }
        return key;
    }

    private List<String> lines(String start, String text) {
        Session session = connection.session();
        Prefix own = session == null ? Prefix.NOBODY : session.own();
        return text.lines()
                .map(line -> line.replace('\r', ' ').replace('\0', ' '))
                .filter(line -> !line.isBlank())
                .flatMap(line -> Splitter.split(line, lengths.left(own, start)).stream())
                .map(line -> start + line)
                .toList();
    }

    /** Sends something of the protocol's own, such as the answer to a CTCP query. */
    private void answer(String line) {
        if (queue.size() < 10) {
            queue.add(List.of(line));
        }
    }

    @Override
    public Optional<Person> person(String text) {
        return text.isEmpty() ? Optional.empty() : people.find(text);
    }

    @Override
    public Optional<Room> room(String text) {
        return hearing.room(text);
    }

    @Override
    public RoomControl rooms() {
        return rooms;
    }

    /** A nick is anybody's; only what services vouch for is an account. */
    @Override
    public boolean vouchesFor(PersonId person) {
        return person.account().indexOf('!') < 0;
    }

    @Override
    public String account() {
        return nick();
    }

    @Override
    public Health health() {
        return standing.health();
    }
}
