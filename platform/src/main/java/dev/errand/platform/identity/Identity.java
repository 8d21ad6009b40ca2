package dev.errand.platform.identity;

import dev.errand.api.Caller;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Requires;
import dev.errand.backend.spi.InboundMessage;
import java.util.Set;

/**
 * Tells who speaks. Without configured admins nobody on a remote chat is one; the person at the
 * console always is.
 */
public final class Identity {

    private final Set<PersonId> admins;
    private final Set<String> localChats;

    /**
     * Made from the configuration.
     *
     * @param admins the accounts of those who run the bot
     * @param localChats the names of the chats that only somebody with the bot's own shell can type
     *     into
     */
    public Identity(Set<PersonId> admins, Set<String> localChats) {
        this.admins = Set.copyOf(admins);
        this.localChats = Set.copyOf(localChats);
    }

    /**
     * Tells who said a message.
     *
     * @param inbound the message
     * @return the person, or why nobody listens
     */
    public Identified identify(InboundMessage inbound) {
        return switch (inbound.author()) {
            case PERSON -> new Identified.Known(caller(inbound.message().from()));
            case BOT -> new Identified.Ignored("it comes from another bot");
            case SELF -> new Identified.Ignored("it comes from this bot");
        };
    }

    /**
     * A person with their roles at this moment.
     *
     * @param person who
     * @return the caller they would be
     */
    public Caller caller(Person person) {
        boolean admin = admins.contains(person.id()) || localChats.contains(person.id().chat());
        return new Caller(person, admin ? Set.of(Requires.ADMIN) : Set.of());
    }
}
