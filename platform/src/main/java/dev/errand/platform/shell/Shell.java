package dev.errand.platform.shell;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.platform.audit.AuditLog;
import dev.errand.platform.execution.HostThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chat that commands of the operating system's shell come from, each with a room of its own, so
 * that none waits for another. Safe for use by any thread.
 */
public final class Shell implements ChatBackend {

    /** Its name, which no chat in {@code errand.conf} can have. */
    public static final String NAME = "@shell";

    private static final Dialect DIALECT =
            new Dialect() {
                @Override
                public String text(String text) {
                    // a terminal would obey what else a plugin or a repository puts in there
                    return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "?");
                }
            };

    private final String prefix;

    /** A command as it is typed in a chat; whoever reads it here types it to a shell. */
    private final Pattern inChat;

    private final InstantSource clock;
    private final Person person;
    private final AtomicInteger runs = new AtomicInteger();
    private final Map<RoomId, Consumer<String>> listening = new ConcurrentHashMap<>();
    private final Map<RoomId, String> outcomes = new ConcurrentHashMap<>();
    private volatile @Nullable Inbox inbox;

    /**
     * Made once for a bot.
     *
     * @param prefix what a command begins with
     * @param user who has the shell
     * @param clock tells the time
     */
    public Shell(String prefix, String user, InstantSource clock) {
        this.prefix = prefix;
        this.clock = clock;
        this.person = new Person(new PersonId(NAME, user), user);
        this.inChat =
                Pattern.compile("(?<![^\\s\"'`(])" + Pattern.quote(prefix) + "(plugins|repos)\\b");
    }

    /**
     * Learns from the audit what came of each command.
     *
     * @param audit where the records go on to
     * @return what the bot has to write to
     */
    public AuditLog hearing(AuditLog audit) {
        return entry -> {
            audit.write(entry);
            if (listening.containsKey(entry.where())) {
                outcomes.put(entry.where(), entry.outcome());
            }
        };
    }

    /**
     * Runs one command in this process, and waits for its end.
     *
     * @param line the command without prefix
     * @param out told everything that the bot says to it
     * @return 0 if the command did what it should, 1 if not
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public int run(String line, Consumer<String> out) throws InterruptedException {
        Inbox bot = inbox;
        if (bot == null) {
            throw new IllegalStateException("The bot has not started yet");
        }
        int number = runs.incrementAndGet();
        Room room = new Room(new RoomId(NAME, "run" + number), "shell", true);
        listening.put(room.id(), out);
        try {
            bot.receive(
                            InboundMessage.of(
                                    new Message(
                                            "shell-" + number,
                                            person,
                                            room,
                                            Optional.empty(),
                                            prefix + line,
                                            clock.instant())))
                    .await();
            return "returned".equals(outcomes.remove(room.id())) ? 0 : 1;
        } finally {
            listening.remove(room.id());
        }
    }

    /**
     * Takes commands of other processes of the same user from now on.
     *
     * @param socket the file that they find it by, in a folder that is nobody else's
     * @param threads serve them
     * @return ends it when it is closed
     * @throws IOException if the socket cannot be made
     */
    public AutoCloseable open(Path socket, HostThreads threads) throws IOException {
        return ShellDoor.open(socket, this, threads);
    }

    /**
     * Has a bot in another process run a command, and waits for its end.
     *
     * @param socket where that bot listens
     * @param line the command without prefix
     * @param out told everything that the bot says to it
     * @return as {@link #run} gives it; empty if no bot listens there
     * @throws IOException if the bot goes away before the end
     */
    public static OptionalInt ask(Path socket, String line, Consumer<String> out)
            throws IOException {
        return ShellDoor.ask(socket, line, out);
    }

    @Override
    public void start(Inbox bot) {
        inbox = bot;
    }

    @Override
    public void stop() {
        inbox = null;
    }

    @Override
    public Dialect dialect() {
        return DIALECT;
    }

    @Override
    public Set<Feature> features() {
        return Set.of();
    }

    @Override
    public Optional<String> send(OutboundMessage message) throws DeliveryException {
        @Nullable Consumer<String> out = listening.get(message.room().id());
        if (out == null) {
            throw new DeliveryException(
                    "The command of the shell that this would answer has ended");
        }
        String text =
                switch (message.body()) {
                    case OutboundMessage.Body.Drawn drawn -> drawn.text();
                    case OutboundMessage.Body.Rich rich -> rich.text();
                };
        out.accept(inChat.matcher(text).replaceAll("errand $1"));
        return Optional.empty();
    }

    @Override
    public Optional<Person> person(String text) {
        return text.equals(person.id().toString()) ? Optional.of(person) : Optional.empty();
    }

    @Override
    public Optional<Room> room(String text) {
        return Optional.empty();
    }

    @Override
    public Health health() {
        return new Health(Health.State.UP, "", clock.instant());
    }
}
