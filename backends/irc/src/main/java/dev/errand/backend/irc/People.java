package dev.errand.backend.irc;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has spoken lately, and under which nick they can be reached. Safe for use by any thread.
 *
 * <p>A person is the services account, where the server tells it; else {@code nick!user@host},
 * which no account can look like: whoever takes Ann's nick is somebody else than {@code ann}.
 */
final class People {

    private static final int REMEMBERED = 10_000;

    private final String chat;
    private final Map<String, Person> byNick =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Person> eldest) {
                    return size() > REMEMBERED;
                }
            };

    People(String chat) {
        this.chat = chat;
    }

    /** Tells who speaks. */
    synchronized Person speaking(Prefix prefix, Optional<String> account) {
        String nick = Names.folded(prefix.nick());
        String who =
                account.filter(People::isAccount)
                        .map(Names::folded)
                        .orElseGet(() ->
                                nick + "!" + prefix.user() + "@" + Names.folded(prefix.host()));
        Person known = byNick.get(nick);
        if (known != null
                && known.id().account().equals(who)
                && known.name().equals(prefix.nick())) {
            return known;
        }
        Person person = new Person(new PersonId(chat, who), prefix.nick());
        byNick.put(nick, person);
        return person;
    }

    /** No network allows these in an account, and all of them stand in a mask. */
    private static boolean isAccount(String account) {
        return !account.isEmpty()
                && !account.equals("*")
                && account.chars().noneMatch(c -> c == '!' || c == '@' || c <= ' ');
    }

    synchronized void renamed(String from, String to) {
        Person person = byNick.remove(Names.folded(from));
        byNick.remove(Names.folded(to));
        if (person != null && person.id().account().indexOf('!') < 0) {
            byNick.put(Names.folded(to), new Person(person.id(), to));
        }
    }

    synchronized void gone(String nick) {
        byNick.remove(Names.folded(nick));
    }

    /** Nobody can be followed through a time in which the server was not heard. */
    synchronized void disconnected() {
        byNick.clear();
    }

    synchronized Optional<Person> find(String typed) {
        String word = typed.startsWith("@") ? typed.substring(1) : typed;
        Person named = byNick.get(Names.folded(word));
        Map<PersonId, Person> meant = new HashMap<>();
        for (Person person : byNick.values()) {
            String account = person.id().account();
            if (account.equals(word) || person.id().toString().equals(word)) {
                meant.put(person.id(), person);
            }
        }
        if (named != null) {
            meant.put(named.id(), named);
        }
        // Somebody may go by the nick that is another's account: then nobody is meant for sure.
        return meant.size() == 1 ? meant.values().stream().findFirst() : Optional.empty();
    }

    /** Who goes by a nick, if they have spoken. */
    synchronized Optional<Person> called(String nick) {
        return Optional.ofNullable(byNick.get(Names.folded(nick)));
    }

    /** The nick that a person goes by now; nobody's, if another person may have it. */
    synchronized Optional<String> nick(PersonId person) {
        Optional<String> current =
                byNick.values().stream()
                        .filter(known -> known.id().equals(person))
                        .map(Person::name)
                        .reduce((one, other) -> other);
        int sign = person.account().indexOf('!');
        if (current.isPresent() || sign < 0) {
            return current;
        }
        String nick = person.account().substring(0, sign);
        return byNick.containsKey(nick) ? Optional.empty() : Optional.of(nick);
    }

    /** Whether a nick that was this person's is known to be another's by now. */
    synchronized boolean isAnothers(String nick, PersonId person) {
        Person known = byNick.get(Names.folded(nick));
        return known != null && !known.id().equals(person);
    }
}
