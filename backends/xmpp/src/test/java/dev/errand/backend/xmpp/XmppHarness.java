package dev.errand.backend.xmpp;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.contract.SeenMessage;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smackx.message_correct.element.MessageCorrectExtension;
import org.jivesoftware.smackx.muc.packet.MUCUser;

/** The bot behind a wiretap, and ann in a room with it, on a real server. */
final class XmppHarness implements ChatHarness {

    private static final AtomicInteger ROOMS = new AtomicInteger();

    private final String chat;
    private final String room = "ops-" + ROOMS.incrementAndGet() + "@" + XmppServer.ROOMS;
    private final Wiretap wire;
    private final Client ann;
    private final Set<String> annIn = new HashSet<>();
    private final Client robot;
    private final XmppBackend backend;

    XmppHarness(XmppServer server, ChatContext context) {
        this.chat = context.chat();
        this.wire = new Wiretap(server.port());
        this.ann = new Client(server, "ann");
        ann.enter(room, "ann");
        annIn.add(room);
        this.robot = new Client(server, "robot");
        robot.enter(room, "robot");
        this.backend =
                new XmppBackend(
                        Settings.of(server).port(wire.port()).rooms(room).bots("robot").settings(),
                        context);
    }

    Wiretap wire() {
        return wire;
    }

    Client ann() {
        return ann;
    }

    @Override
    public ChatBackend backend() {
        return backend;
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(
                Ability.CONNECTION, Ability.LINES, Ability.THREADS, Ability.BOTS, Ability.MENTIONS);
    }

    @Override
    public Person person() {
        return new Person(new PersonId(chat, "ann@" + XmppServer.DOMAIN), "ann");
    }

    @Override
    public Room room() {
        return new Room(new RoomId(chat, room), room.substring(0, room.indexOf('@')), false);
    }

    @Override
    public Optional<Room> direct() {
        return Optional.of(new Room(new RoomId(chat, "ann@" + XmppServer.DOMAIN), "ann", true));
    }

    @Override
    public void say(Room where, String text) {
        if (where.direct()) {
            ann.say(
                    "errand@" + XmppServer.DOMAIN,
                    org.jivesoftware.smack.packet.Message.Type.chat,
                    xml(text));
        } else {
            ann.say(
                    where.id().key(),
                    org.jivesoftware.smack.packet.Message.Type.groupchat,
                    xml(text));
        }
    }

    @Override
    public String roomToJoin() {
        String other = "dev-" + room;
        return other;
    }

    @Override
    public String roomToCreate() {
        return "new-" + room.substring(0, room.indexOf('@'));
    }

    @Override
    public void enter(Room entered) {
        if (annIn.add(entered.id().key())) {
            ann.enter(entered.id().key(), "ann");
        }
    }

    @Override
    public String topic(Room about) {
        return ann.received().stream()
                .filter(message -> message.getSubject() != null && message.getBody() == null)
                .filter(message ->
                        String.valueOf(message.getFrom()).startsWith(about.id().key() + "/"))
                .map(message -> message.getSubject())
                .reduce("", (one, other) -> other);
    }

    @Override
    public Set<String> invitations() {
        Set<String> rooms = new HashSet<>();
        for (var message : ann.received()) {
            MUCUser user = MUCUser.from(message);
            if (user != null && user.getInvite() != null) {
                rooms.add(String.valueOf(message.getFrom()));
            }
        }
        return rooms;
    }

    @Override
    public void sayInThread(Room where, Message thread, String text) {
        ann.send(
                ann.message(room, org.jivesoftware.smack.packet.Message.Type.groupchat)
                        .setBody(text)
                        .setThread("on-" + thread.id()));
    }

    @Override
    public void sayAsBot(Room where, String text) {
        robot.say(room, org.jivesoftware.smack.packet.Message.Type.groupchat, text);
    }

    @Override
    public void sayToBot(Room where, String text) {
        ann.say(room, org.jivesoftware.smack.packet.Message.Type.groupchat, "errand: " + text);
    }

    /** What no client can send: XML has no such characters. */
    private static String xml(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "");
    }

    @Override
    public List<SeenMessage> seen(Room where) {
        Map<String, SeenMessage> seen = new LinkedHashMap<>();
        for (var message : ann.receivedFrom(room)) {
            String from = String.valueOf(message.getFrom());
            if (message.getBody() != null && from.equals(room + "/errand")) {
                MessageCorrectExtension corrects = MessageCorrectExtension.from(message);
                String id =
                        corrects == null ? message.getStanzaId() : corrects.getIdInitialMessage();
                seen.put(id, shown(message));
            }
        }
        return List.copyOf(seen.values());
    }

    private SeenMessage shown(org.jivesoftware.smack.packet.Message message) {
        return new SeenMessage(
                ShownText.of(message, "errand"),
                Optional.ofNullable(message.getThread()),
                message.getType() == org.jivesoftware.smack.packet.Message.Type.chat
                        ? Optional.of(person().id())
                        : Optional.empty(),
                false);
    }

    @Override
    public Set<String> reactions(Message message) {
        // What ann's own client knows her message by.
        Set<String> known = new HashSet<>();
        for (var mine : ann.received()) {
            if (Objects.equals(mine.getBody(), message.text())) {
                var id = mine.getExtensionElement("stanza-id", "urn:xmpp:sid:0");
                known.add(((StandardExtensionElement) id).getAttributeValue("id"));
            }
        }
        Set<String> emojis = new HashSet<>();
        for (var other : ann.received()) {
            if (other.getExtensionElement("reactions", "urn:xmpp:reactions:0")
                            instanceof StandardExtensionElement reactions
                    && known.contains(reactions.getAttributeValue("id"))) {
                reactions.getElements("reaction").forEach(each -> emojis.add(each.getText()));
            }
        }
        return emojis;
    }

    @Override
    public void drop() {
        wire.cut();
    }

    @Override
    public void restore() {
        wire.restore();
    }

    @Override
    public void close() {
        ann.close();
        robot.close();
        wire.close();
    }
}
