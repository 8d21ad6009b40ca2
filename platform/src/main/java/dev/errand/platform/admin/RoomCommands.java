package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Call;
import dev.errand.api.Command;
import dev.errand.api.Markdown;
import dev.errand.api.Person;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.Rest;
import dev.errand.api.Room;
import dev.errand.api.Secret;
import dev.errand.api.Sensitive;
import dev.errand.api.UserError;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomControl.Action;
import dev.errand.backend.spi.RoomException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the bot is, and where it shall be. */
final class RoomCommands {

    /** A room as it was typed: which chat, and what of the text is the room. */
    private record Place(String name, ChatBackend chat, String text) {}

    /** What is asked of a chat about its rooms. */
    private interface Question<T> {
        T ask(RoomControl rooms) throws RoomException, InterruptedException;
    }

    /** What is done to one room. */
    private interface Change {
        void make(RoomControl rooms, Room room) throws RoomException, InterruptedException;
    }

    private final Supplier<Map<String, ChatBackend>> chats;

    RoomCommands(Supplier<Map<String, ChatBackend>> chats) {
        this.chats = chats;
    }

    @Command(value = "rooms list", description = "Lists the rooms that I am in, in all chats")
    @Requires(Requires.ADMIN)
    List<Reply> list() throws InterruptedException {
        Reply.Table table = Reply.table("room", "name", "state", "remark");
        List<String> silent = new ArrayList<>();
        for (Map.Entry<String, ChatBackend> chat : chats.get().entrySet()) {
            if (!chat.getValue().rooms().can().contains(Action.LIST)) {
                continue;
            }
            try {
                for (RoomControl.Entry entry : chat.getValue().rooms().list()) {
                    table =
                            table.row(
                                    entry.room().id().toString(),
                                    entry.room().name(),
                                    entry.joined() ? "in" : "out",
                                    entry.remark());
                }
            } catch (RoomException e) {
                silent.add(chat.getKey() + ": " + e.getMessage());
            }
        }
        List<Reply> replies = new ArrayList<>();
        replies.add(table.rows().isEmpty() ? Reply.plain("I am in no room.") : table);
        silent.forEach(words -> replies.add(Reply.plain(words)));
        return replies;
    }

    @Command(
            value = "rooms join",
            description = "Goes into a room, until I am started anew",
            examples = {"rooms join #dev", "rooms join oss:#dev"})
    @Requires(Requires.ADMIN)
    String join(
            Call call,
            @Arg(description = "the room; of another chat as chat:room") String room,
            @Sensitive @Arg(description = "its password or key") Optional<String> password)
            throws InterruptedException {
        Place place = place(call, room);
        Secret secret = new Secret(password.orElse(""));
        Room joined = asked(place, Action.JOIN, rooms -> rooms.join(place.text(), secret));
        return "I am in "
                + code(joined)
                + ". To have me there after every start, name it in errand.conf.";
    }

    @Command(
            value = "rooms leave",
            description = "Goes out of a room",
            examples = {"rooms leave #dev"})
    @Requires(Requires.ADMIN)
    String leave(
            Call call, @Arg(description = "the room; of another chat as chat:room") String room)
            throws InterruptedException {
        Room left = changed(place(call, room), Action.LEAVE, RoomControl::leave);
        return "I am no longer in " + code(left) + ".";
    }

    @Command(
            value = "rooms topic",
            description = "Sets what a room is about",
            examples = {"rooms topic #ops No deploys until 5 pm"})
    @Requires(Requires.ADMIN)
    String topic(
            Call call,
            @Arg(description = "the room; of another chat as chat:room") String room,
            @Rest @Arg(description = "one line") String topic)
            throws InterruptedException {
        Room about =
                changed(place(call, room), Action.TOPIC, (rooms, of) -> rooms.topic(of, topic));
        return "The topic of " + code(about) + " is set.";
    }

    @Command(
            value = "rooms invite",
            description = "Asks somebody into a room",
            examples = {"rooms invite #ops @ann"})
    @Requires(Requires.ADMIN)
    String invite(
            Call call,
            @Arg(description = "the room; of another chat as chat:room") String room,
            @Arg(description = "whom, as that chat writes them") String person)
            throws InterruptedException {
        Place place = place(call, room);
        check(place, Action.INVITE);
        Person whom =
                place.chat()
                        .person(person)
                        .orElseThrow(() ->
                                new UserError(
                                        "There is nobody '"
                                                + person
                                                + "' in "
                                                + place.name()
                                                + ", or more than one."));
        Room asked = changed(place, Action.INVITE, (rooms, into) -> rooms.invite(into, whom));
        return Markdown.escape(whom.name()) + " is asked into " + code(asked) + ".";
    }

    @Command(
            value = "rooms create",
            description = "Makes a room",
            examples = {"rooms create #incident-42"})
    @Requires(Requires.ADMIN)
    String create(
            Call call, @Arg(description = "its name; in another chat as chat:room") String room)
            throws InterruptedException {
        Place place = place(call, room);
        Room made = asked(place, Action.CREATE, rooms -> rooms.create(place.text()));
        return "There is now " + code(made) + ", and I am in it.";
    }

    @Command(
            value = "rooms occupants",
            description = "Lists who is in a room",
            examples = {"rooms occupants", "rooms occupants oss:#dev"})
    @Requires(Requires.ADMIN)
    Reply occupants(
            Call call, @Arg(description = "the room, this one if left out") Optional<String> room)
            throws InterruptedException {
        Place place = place(call, room.orElse(call.room().id().toString()));
        Room of = known(place, Action.OCCUPANTS);
        List<Person> people = asked(place, Action.OCCUPANTS, rooms -> rooms.occupants(of));
        Reply.Table table = Reply.table("name", "account");
        for (Person person : people) {
            table = table.row(person.name(), person.id().toString());
        }
        return people.isEmpty() ? Reply.plain("Nobody is in " + of.name() + ".") : table;
    }

    private Place place(Call call, String typed) {
        Map<String, ChatBackend> all = chats.get();
        int colon = typed.indexOf(':');
        @Nullable ChatBackend named = colon > 0 ? all.get(typed.substring(0, colon)) : null;
        if (named != null) {
            return new Place(typed.substring(0, colon), named, typed.substring(colon + 1));
        }
        String here = call.room().id().chat();
        @Nullable ChatBackend chat = all.get(here);
        if (chat == null) {
            throw new UserError("The chat '" + here + "' is not there any more.");
        }
        return new Place(here, chat, typed);
    }

    private static Room known(Place place, Action action) {
        check(place, action);
        return place.chat()
                .room(place.text())
                .orElseThrow(() ->
                        new UserError(
                                "I know no room '"
                                        + place.text()
                                        + "' in "
                                        + place.name()
                                        + "; rooms list shows where I am."));
    }

    /** Does something to a room that the chat knows, and gives the room. */
    private static Room changed(Place place, Action action, Change change)
            throws InterruptedException {
        Room room = known(place, action);
        return asked(
                place,
                action,
                rooms -> {
                    change.make(rooms, room);
                    return room;
                });
    }

    private static <T> T asked(Place place, Action action, Question<T> question)
            throws InterruptedException {
        check(place, action);
        try {
            return question.ask(place.chat().rooms());
        } catch (RoomException refused) {
            throw new UserError(String.valueOf(refused.getMessage()));
        }
    }

    /** Said before anything is looked up: what cannot be done, and what can. */
    private static void check(Place place, Action action) {
        var can = place.chat().rooms().can();
        if (!can.contains(action)) {
            String others =
                    can.stream()
                            .sorted()
                            .map(each -> "rooms " + each.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
            throw new UserError(
                    "The chat '"
                            + place.name()
                            + "' cannot do 'rooms "
                            + action.name().toLowerCase(Locale.ROOT)
                            + "'. "
                            + (others.isEmpty()
                                    ? "It has no rooms to look after."
                                    : "It can do: " + others + "."));
        }
    }

    private static String code(Room room) {
        return Markdown.code(room.id().chat() + ":" + room.name());
    }
}
