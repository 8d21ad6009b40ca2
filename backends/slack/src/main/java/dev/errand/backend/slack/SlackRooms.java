package dev.errand.backend.slack;

import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.ResponseMetadata;
import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.api.Secret;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Channels, as an admin changes them from a chat. Slack itself remembers where the bot is, also
 * over a lost connection and a new start.
 */
final class SlackRooms implements RoomControl {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 20;
    private static final int LONGEST_TOPIC = 250;

    private final String chat;
    private final SlackApi api;
    private final Directory directory;
    private final Supplier<Optional<Self>> self;

    SlackRooms(String chat, SlackApi api, Directory directory, Supplier<Optional<Self>> self) {
        this.chat = chat;
        this.api = api;
        this.directory = directory;
        this.self = self;
    }

    @Override
    public Set<Action> can() {
        return EnumSet.allOf(Action.class);
    }

    @Override
    public List<Entry> list() throws RoomException, InterruptedException {
        List<Entry> entries = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String at = cursor;
            var told =
                    call(
                            "users.conversations",
                            bot ->
                                    bot.usersConversations(r ->
                                            r.limit(PAGE)
                                                    .cursor(at)
                                                    .excludeArchived(true)
                                                    .types(
                                                            List.of(
                                                                    ConversationType.PUBLIC_CHANNEL,
                                                                    ConversationType
                                                                            .PRIVATE_CHANNEL))));
            for (Conversation each : told.getChannels()) {
                entries.add(new Entry(directory.known(each), true, ""));
            }
            cursor = next(told.getResponseMetadata());
            if (cursor.isEmpty()) {
                break;
            }
        }
        entries.sort(Comparator.comparing(entry -> entry.room().name()));
        return entries;
    }

    @Override
    public Room join(String name, Secret password) throws RoomException, InterruptedException {
        if (!password.reveal().isEmpty()) {
            throw new RoomException("Channels of Slack have no passwords.");
        }
        Room room = directory.room(name).filter(found -> !found.direct()).orElse(null);
        if (room == null) {
            throw new RoomException(
                    "There is no channel '"
                            + name
                            + "' that the bot can see. Into a private channel somebody in it"
                            + " invites the bot, by /invite.");
        }
        String channel = room.id().key();
        var _ = call("conversations.join", bot -> bot.conversationsJoin(r -> r.channel(channel)));
        return room;
    }

    @Override
    public void leave(Room room) throws RoomException, InterruptedException {
        String channel = channel(room);
        var left =
                call("conversations.leave", bot -> bot.conversationsLeave(r -> r.channel(channel)));
        if (left.isNotInChannel()) {
            throw new RoomException("The bot is not in '" + room.name() + "'.");
        }
    }

    @Override
    public void topic(Room room, String topic) throws RoomException, InterruptedException {
        String channel = channel(room);
        String line = topic.replaceAll("[\\p{Cc}\\s]+", " ").strip();
        if (line.codePointCount(0, line.length()) > LONGEST_TOPIC) {
            throw new RoomException(
                    "A topic of Slack has " + LONGEST_TOPIC + " characters at most.");
        }
        var _ =
                call(
                        "conversations.setTopic",
                        bot -> bot.conversationsSetTopic(r -> r.channel(channel).topic(line)));
    }

    @Override
    public void invite(Room room, Person person) throws RoomException, InterruptedException {
        String channel = channel(room);
        String user = Directory.user(person.id().account());
        var _ =
                call(
                        "conversations.invite",
                        bot ->
                                bot.conversationsInvite(
                                        r -> r.channel(channel).users(List.of(user))));
    }

    @Override
    public Room create(String name) throws RoomException, InterruptedException {
        String bare = (name.startsWith("#") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
        Conversation made =
                call(
                                "conversations.create",
                                bot -> bot.conversationsCreate(r -> r.name(bare).isPrivate(false)))
                        .getChannel();
        if (made == null) {
            throw new RoomException("Slack's answer had no channel in it.");
        }
        return directory.known(made);
    }

    @Override
    public List<Person> occupants(Room room) throws RoomException, InterruptedException {
        String channel = channel(room);
        String team = self.get().map(Self::team).orElse("T0");
        List<Person> people = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String at = cursor;
            var told =
                    call(
                            "conversations.members",
                            bot ->
                                    bot.conversationsMembers(
                                            r -> r.channel(channel).limit(PAGE).cursor(at)));
            for (String user : told.getMembers()) {
                people.add(directory.member(user, team).person());
            }
            cursor = next(told.getResponseMetadata());
            if (cursor.isEmpty()) {
                break;
            }
        }
        return people;
    }

    private <T extends SlackApiTextResponse> T call(String method, SlackApi.Call<T> call)
            throws RoomException, InterruptedException {
        try {
            return api.call(method, method, PATIENCE, call);
        } catch (IOException away) {
            throw new RoomException("Slack does not answer at the moment; try again later.");
        } catch (Refusal refusal) {
            throw new RoomException(words(refusal) + ".");
        }
    }

    private static String words(Refusal refusal) {
        return switch (refusal.code()) {
            case "channel_not_found", "not_in_channel" ->
                    "The bot is not in that channel, or may not see it";
            case "name_taken" -> "There is a channel of that name already";
            case "invalid_name", "invalid_name_specials", "invalid_name_required" ->
                    "A channel's name has small letters, digits, - and _, at most 80 of them";
            case "method_not_supported_for_channel_type" ->
                    "Into a private channel somebody in it invites the bot, by /invite";
            case "already_in_channel" -> "That person is in the channel already";
            case "cant_leave_general" -> "Nobody can leave the general channel";
            default -> String.valueOf(refusal.getMessage());
        };
    }

    private String channel(Room room) throws RoomException {
        if (!room.id().chat().equals(chat) || room.direct()) {
            throw new RoomException("'" + room.name() + "' is no channel of this workspace.");
        }
        return room.id().key();
    }

    private static String next(@Nullable ResponseMetadata metadata) {
        return metadata == null || metadata.getNextCursor() == null ? "" : metadata.getNextCursor();
    }
}
