package dev.errand.backend.irc;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.contract.SeenMessage;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A bot and Ann in #ops of a real server. */
final class IrcHarness implements ChatHarness {

    private static final String CODES =
            "\\x03(\\d{1,2}(,\\d{1,2})?)?|[\\x02\\x11\\x1d\\x1e\\x1f\\x0f]";

    private final Relay relay;
    private final IrcUser ann;
    private final ChatBackend backend;
    private final String user;
    private final Runnable closed;

    IrcHarness(Ircd server, ChatContext context, String user, Runnable closed) throws IOException {
        this.user = user;
        this.closed = closed;
        relay = new Relay(server.port());
        ann = new IrcUser(server.port(), "ann", "#ops");
        backend = new IrcBackend(TestSettings.plain(relay.port()), context, new Random(1));
    }

    @Override
    public ChatBackend backend() {
        return backend;
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.CONNECTION, Ability.BOTS, Ability.MENTIONS);
    }

    @Override
    public Person person() {
        return new Person(new PersonId("tested", "ann!" + user + "@127.0.0.1"), "ann");
    }

    @Override
    public Room room() {
        return new Room(new RoomId("tested", "#ops"), "#ops", false);
    }

    @Override
    public Optional<Room> direct() {
        return Optional.of(new Room(new RoomId("tested", "ann"), "ann", true));
    }

    @Override
    public void say(Room room, String text) {
        ann.say(room.direct() ? "errand" : room.name(), text);
    }

    @Override
    public void sayAsBot(Room room, String text) {
        ann.send("NOTICE " + room.name() + " :" + text);
    }

    @Override
    public void sayToBot(Room room, String text) {
        say(room, "errand: " + text);
    }

    @Override
    public List<SeenMessage> seen(Room room) {
        List<SeenMessage> seen = new ArrayList<>();
        for (String line : ann.lines()) {
            String[] parts = line.split(" ", 4);
            if (!line.startsWith(":errand!") || parts.length < 4) {
                continue;
            }
            String text = parts[3].substring(1).replaceAll(CODES, "");
            boolean privately = parts[1].equals("NOTICE") && parts[2].equals("ann");
            if (privately && !room.direct()) {
                seen.add(
                        new SeenMessage(text, Optional.empty(), Optional.of(person().id()), false));
            } else if (parts[1].equals("PRIVMSG")
                    && parts[2].equals(room.direct() ? "ann" : room.name())) {
                seen.add(SeenMessage.of(text));
            }
        }
        return seen;
    }

    @Override
    public String roomToJoin() {
        return "#dev";
    }

    @Override
    public String roomToCreate() {
        return "#New";
    }

    @Override
    public void enter(Room room) {
        ann.send("JOIN " + room.name());
        ann.lines();
    }

    @Override
    public String topic(Room room) {
        ann.send("TOPIC " + room.name());
        return ann.lines().stream()
                .filter(line -> line.contains(" 332 ann " + room.name() + " :"))
                .map(line -> line.substring(line.indexOf(" :") + 2))
                .reduce("", (one, other) -> other);
    }

    @Override
    public Set<String> invitations() {
        return ann.lines().stream()
                .filter(line -> line.matches(":errand!\\S+ INVITE ann :?#\\S+"))
                .map(line -> Names.folded(line.substring(line.indexOf('#'))))
                .collect(Collectors.toSet());
    }

    @Override
    public void drop() {
        relay.cut();
    }

    @Override
    public void restore() {
        relay.mend();
    }

    @Override
    public void close() {
        ann.close();
        relay.close();
        closed.run();
    }
}
