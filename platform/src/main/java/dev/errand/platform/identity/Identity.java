package dev.errand.platform.identity;

import dev.errand.api.Caller;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Requires;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.platform.config.AccessSettings.GroupId;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.store.Following;
import dev.errand.storage.spi.Storage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells who speaks, and which roles they hold at that moment: from the configuration, from the
 * groups of their chat, or given for a time. Accounts that a person has linked share the roles that
 * the configuration and grants give to any of them; a group counts only where its own chat tells of
 * it, and being admin only for the very account that the configuration names. Without configured
 * admins nobody on a remote chat is one; the person at the console always is. Safe for use by any
 * thread.
 */
public final class Identity {

    private static final int REMEMBERED = 10_000;

    private final Supplier<ErrandConfig> config;
    private final Set<String> localChats;
    private final Grants grants;
    private final Links links;
    private final Following stored;
    private final Map<PersonId, Set<String>> lastGroups = new LinkedHashMap<>();

    /**
     * Made once; reads what is kept of grants and links.
     *
     * @param config the configuration at the moment of asking
     * @param localChats the names of the chats that only somebody with the bot's own shell can type
     *     into
     * @param grants roles that were given for a time
     * @param links which accounts are one person's
     */
    public Identity(
            Supplier<ErrandConfig> config, Set<String> localChats, Grants grants, Links links) {
        this.config = config;
        this.localChats = Set.copyOf(localChats);
        this.grants = grants;
        this.links = links;
        this.stored = new Following(List.of(Grants.NAMESPACE, Links.NAMESPACE), this::readStored);
        boolean _ = stored.read();
    }

    /**
     * Whether the storage could be asked since the start. Before that given roles and linked
     * accounts are not known, so nobody has them.
     *
     * @return whether all that is known of people is known
     */
    public boolean isComplete() {
        return stored.isComplete();
    }

    /**
     * Follows what others change in the storage, and asks it until it answers; returns when
     * interrupted. For one thread.
     *
     * @param storage where grants and links are kept
     */
    public void keepUp(Storage storage) {
        stored.keepUp(storage, () -> {});
    }

    private void readStored() {
        grants.read();
        links.read();
    }

    /**
     * Tells who said a message.
     *
     * @param inbound the message
     * @return the person, or why nobody listens
     */
    public Identified identify(InboundMessage inbound) {
        return switch (inbound.author()) {
            case PERSON -> {
                Person person = inbound.message().from();
                rememberGroups(person.id(), inbound.groups());
                yield new Identified.Known(caller(person, inbound.groups()));
            }
            case BOT -> new Identified.Ignored("it comes from another bot");
            case SELF -> new Identified.Ignored("it comes from this bot");
        };
    }

    private void rememberGroups(PersonId person, Set<String> groups) {
        synchronized (lastGroups) {
            lastGroups.remove(person);
            if (!groups.isEmpty()) {
                lastGroups.put(person, groups);
                if (lastGroups.size() > REMEMBERED) {
                    lastGroups.remove(lastGroups.keySet().iterator().next());
                }
            }
        }
    }

    /**
     * A person as they would be if they spoke now, in the chat's groups that their last message
     * told of. For help and explanations; what is run is decided by {@link #identify}.
     *
     * @param person who
     * @return the caller they would be
     */
    public Caller caller(Person person) {
        synchronized (lastGroups) {
            return caller(person, lastGroups.getOrDefault(person.id(), Set.of()));
        }
    }

    private Caller caller(Person person, Set<String> groups) {
        ErrandConfig now = config.get();
        PersonId id = person.id();
        List<PersonId> accounts = links.accounts(id);
        Set<String> roles = new HashSet<>();
        now.access()
                .roles()
                .forEach((name, role) -> {
                    if (role.people().stream().anyMatch(accounts::contains)
                            || groups.stream()
                                    .anyMatch(group ->
                                            role.groups()
                                                    .contains(new GroupId(id.chat(), group)))) {
                        roles.add(name);
                    }
                });
        for (String role : grants.of(accounts)) {
            // a role that the operator has taken out of the file is no role any more
            if (now.access().roles().containsKey(role)) {
                roles.add(role);
            }
        }
        // Never by a link: who is admin is said of each account by the operator.
        if (now.admins().contains(id) || localChats.contains(id.chat())) {
            roles.add(Requires.ADMIN);
        }
        return new Caller(person, roles, accounts);
    }
}
