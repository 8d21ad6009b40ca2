package dev.errand.backend.slack;

import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.methods.response.users.UsersListResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.ResponseMetadata;
import com.slack.api.model.User;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who and what the ids of Slack stand for. Asked for once and kept for an hour, at most 20,000 of
 * each. Safe for use by any thread.
 */
final class Directory {

    private static final int MOST = 20_000;
    private static final int PAGE = 200;
    private static final Duration LIFE = Duration.ofHours(1);

    /** So long a guess stands when Slack does not tell. */
    private static final Duration GUESSED = Duration.ofMinutes(1);

    private static final Duration BETWEEN_LISTS = Duration.ofMinutes(10);

    /** A message waits no longer for the name of who said it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final List<ConversationType> OPEN_AND_CLOSED =
            List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL);

    private static final Pattern USER =
            Pattern.compile("(?:<@)?(?:T[A-Z0-9]+/)?([UW][A-Z0-9]+)(?:\\|[^>]*)?>?");
    private static final Pattern CHANNEL =
            Pattern.compile("(?:<#)?([CGD][A-Z0-9]+)(?:\\|[^>]*)?>?");

    /**
     * An account.
     *
     * @param person who
     * @param bot whether a program speaks
     * @param names all by which people call them, in lower case
     */
    record Member(Person person, boolean bot, Set<String> names) {}

    /**
     * Asks for the page at a cursor, empty for the first; tells the next one's, empty at the end.
     */
    private interface Page {
        String read(String cursor) throws IOException, Refusal, InterruptedException;
    }

    private final String chat;
    private final SlackApi api;
    private final InstantSource clock;
    private final Cache<Member> members;
    private final Cache<Room> rooms;
    private Instant membersListed = Instant.MIN;
    private Instant roomsListed = Instant.MIN;

    Directory(String chat, SlackApi api, InstantSource clock) {
        this.chat = chat;
        this.api = api;
        this.clock = clock;
        this.members = new Cache<>(MOST, clock);
        this.rooms = new Cache<>(MOST, clock);
    }

    /** Slack's id in an account, which is the workspace and the user. */
    static String user(String account) {
        return account.substring(account.indexOf('/') + 1);
    }

    void forgetUser(String user) {
        members.drop(user);
    }

    void forgetRoom(String channel) {
        rooms.drop(channel);
    }

    /** The account, with its id for a name if Slack does not tell. */
    Member member(String user, String team) throws InterruptedException {
        Optional<Member> known = members.get(user);
        return known.isPresent() ? known.get() : askedOrGuessed(user, team);
    }

    private Member askedOrGuessed(String user, String team) throws InterruptedException {
        try {
            return asked(user);
        } catch (IOException | Refusal e) {
            Member guess =
                    new Member(
                            new Person(new PersonId(chat, team + "/" + user), user),
                            false,
                            Set.of());
            members.put(user, guess, GUESSED);
            return guess;
        }
    }

    private Member asked(String user) throws IOException, Refusal, InterruptedException {
        User told =
                api.call(
                                "users.info",
                                "users.info",
                                PATIENCE,
                                bot -> bot.usersInfo(r -> r.user(user)))
                        .getUser();
        if (told == null) {
            throw new IOException("Slack's answer to users.info had no user in it");
        }
        Member member = member(told, user);
        members.put(user, member, LIFE);
        return member;
    }

    private Member member(User told, String user) {
        User.Profile profile = told.getProfile() == null ? new User.Profile() : told.getProfile();
        Set<String> names = new LinkedHashSet<>();
        Stream.of(
                        profile.getDisplayName(),
                        profile.getRealName(),
                        told.getRealName(),
                        told.getName())
                .filter(name -> name != null && !name.isBlank())
                .forEach(names::add);
        String shown = names.isEmpty() ? user : names.iterator().next();
        String team = told.getTeamId() == null ? "T0" : told.getTeamId();
        return new Member(
                new Person(new PersonId(chat, team + "/" + user), shown),
                told.isBot() || user.equals("USLACKBOT"),
                lower(names));
    }

    private static Set<String> lower(Set<String> names) {
        Set<String> lower = new LinkedHashSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return Set.copyOf(lower);
    }

    /** A room, with its id for a name if Slack does not tell. */
    Room room(String channel, Person talking) throws InterruptedException {
        if (channel.startsWith("D")) {
            Room direct = new Room(new RoomId(chat, channel), talking.name(), true);
            rooms.put(channel, direct, LIFE);
            return direct;
        }
        Optional<Room> known = rooms.get(channel);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return asked(channel, talking);
        } catch (IOException | Refusal e) {
            Room guess = new Room(new RoomId(chat, channel), channel, false);
            rooms.put(channel, guess, GUESSED);
            return guess;
        }
    }

    private Room asked(String channel, @Nullable Person talking)
            throws IOException, Refusal, InterruptedException {
        Conversation told =
                api.call(
                                "conversations.info",
                                "conversations.info",
                                PATIENCE,
                                bot -> bot.conversationsInfo(r -> r.channel(channel)))
                        .getChannel();
        if (told == null) {
            throw new IOException("Slack's answer to conversations.info had no channel in it");
        }
        Room room =
                told.isIm()
                        ? new Room(new RoomId(chat, channel), partner(told, talking), true)
                        : room(told, channel);
        rooms.put(channel, room, LIFE);
        return room;
    }

    private String partner(Conversation told, @Nullable Person talking)
            throws InterruptedException {
        if (talking != null) {
            return talking.name();
        }
        return told.getUser() == null ? told.getId() : member(told.getUser(), "T0").person().name();
    }

    /** A channel that Slack has told of by itself. */
    Room known(Conversation told) {
        Room room = room(told, told.getId());
        rooms.put(told.getId(), room, LIFE);
        return room;
    }

    private Room room(Conversation told, String channel) {
        String name = told.getName() == null ? channel : told.getName();
        String sign = told.isMpim() || name.equals(channel) ? "" : "#";
        return new Room(new RoomId(chat, channel), sign + name, false);
    }

    /** A person by a mention, an account or an unambiguous name. */
    Optional<Person> person(String text) throws InterruptedException {
        Matcher id = USER.matcher(text);
        if (id.matches()) {
            Optional<Member> known = members.get(id.group(1));
            if (known.isPresent()) {
                return known.map(Member::person);
            }
            try {
                return Optional.of(asked(id.group(1)).person());
            } catch (IOException | Refusal e) {
                // perhaps somebody's name in capital letters
            }
        }
        String name = (text.startsWith("@") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        if (name.isBlank()) {
            return Optional.empty();
        }
        listMembers();
        List<Person> called =
                members.all().stream()
                        .filter(member -> member.names().contains(name))
                        .map(Member::person)
                        .distinct()
                        .toList();
        return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }

    /** A room by a mention, an id or a name. */
    Optional<Room> room(String text) throws InterruptedException {
        Matcher id = CHANNEL.matcher(text);
        if (id.matches()) {
            Optional<Room> known = rooms.get(id.group(1));
            if (known.isPresent()) {
                return known;
            }
            try {
                return Optional.of(asked(id.group(1), null));
            } catch (IOException | Refusal e) {
                // perhaps a name in capital letters
            }
        }
        String name = text.startsWith("#") ? text.substring(1) : text;
        if (name.isBlank()) {
            return Optional.empty();
        }
        Optional<Room> known = named(name);
        if (known.isPresent()) {
            return known;
        }
        listRooms();
        return named(name);
    }

    private Optional<Room> named(String name) {
        List<Room> called =
                rooms.all().stream()
                        .filter(room -> room.name().equals("#" + name) || room.name().equals(name))
                        .distinct()
                        .toList();
        return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }

    private synchronized void listMembers() throws InterruptedException {
        if (!due(membersListed)) {
            return;
        }
        membersListed = clock.instant();
        readAll(cursor -> {
            UsersListResponse told =
                    api.call(
                            "users.list",
                            "users.list",
                            PATIENCE,
                            bot -> bot.usersList(r -> r.limit(PAGE).cursor(cursor)));
            for (User user : told.getMembers()) {
                if (!user.isDeleted()) {
                    members.put(user.getId(), member(user, user.getId()), LIFE);
                }
            }
            return next(told.getResponseMetadata());
        });
    }

    private synchronized void listRooms() throws InterruptedException {
        if (!due(roomsListed)) {
            return;
        }
        roomsListed = clock.instant();
        readAll(cursor -> {
            ConversationsListResponse told =
                    api.call(
                            "conversations.list",
                            "conversations.list",
                            PATIENCE,
                            bot ->
                                    bot.conversationsList(r ->
                                            r.limit(PAGE)
                                                    .cursor(cursor)
                                                    .excludeArchived(true)
                                                    .types(OPEN_AND_CLOSED)));
            for (Conversation each : told.getChannels()) {
                rooms.put(each.getId(), room(each, each.getId()), LIFE);
            }
            return next(told.getResponseMetadata());
        });
    }

    /** Reads page after page. What cannot be read is then known of those only who have spoken. */
    private static void readAll(Page page) throws InterruptedException {
        try {
            String cursor = "";
            for (int read = 0; read * PAGE < MOST; read++) {
                cursor = page.read(cursor);
                if (cursor.isEmpty()) {
                    return;
                }
            }
        } catch (IOException | Refusal e) {
            // the next listing is tried when it is due
        }
    }

    private boolean due(Instant listed) {
        return listed.equals(Instant.MIN) || listed.plus(BETWEEN_LISTS).isBefore(clock.instant());
    }

    private static String next(@Nullable ResponseMetadata metadata) {
        return metadata == null || metadata.getNextCursor() == null ? "" : metadata.getNextCursor();
    }
}
