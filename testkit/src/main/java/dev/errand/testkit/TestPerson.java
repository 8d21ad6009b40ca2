package dev.errand.testkit;

import dev.errand.api.Person;
import dev.errand.api.Room;

/** Somebody in a test who talks to the bot, alone or in a room. Immutable. */
public final class TestPerson {

    private final TestBot bot;
    private final Person person;
    private final Room room;

    TestPerson(TestBot bot, Person person, Room room) {
        this.bot = bot;
        this.person = person;
        this.room = room;
    }

    /**
     * The same person in a room.
     *
     * @param name the room's name, such as {@code #ops}
     * @return the person there
     */
    public TestPerson in(String name) {
        return new TestPerson(bot, person, bot.room(person.id().chat(), name));
    }

    /**
     * The account of the same name in another chat, alone with the bot there. To the bot it is
     * somebody else.
     *
     * @param chat one of {@link TestSetup#chats}
     * @return the account there
     */
    public TestPerson on(String chat) {
        return bot.person(chat, person.id().account());
    }

    /**
     * Says something and waits until the bot has dealt with it, for at most ten seconds.
     *
     * @param text what, with the prefix for a command
     * @return what came of it
     */
    public Said says(String text) {
        return bot.say(person, room, text);
    }

    /**
     * Says something without waiting for the answer, as when a command is slow.
     *
     * @param text the message
     */
    public void begins(String text) {
        bot.sayWithoutWaiting(person, room, text);
    }

    /**
     * Who this is to a plugin.
     *
     * @return the person
     */
    public Person person() {
        return person;
    }

    /**
     * Where this person talks.
     *
     * @return the room
     */
    public Room room() {
        return room;
    }
}
