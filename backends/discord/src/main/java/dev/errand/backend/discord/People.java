package dev.errand.backend.discord;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.User;
import org.jspecify.annotations.Nullable;

/** Who has been heard of. Discord tells the members of a server to privileged bots only. */
final class People {

    private static final int REMEMBERED = 10_000;

    private record Known(Person person, String account) {

        boolean called(String name) {
            return person.name().equalsIgnoreCase(name) || account.equalsIgnoreCase(name);
        }
    }

    private final String chat;
    private final Map<String, Known> known = new LinkedHashMap<>();

    People(String chat) {
        this.chat = chat;
    }

    Person heard(User user, @Nullable Member member) {
        String name = member == null ? user.getEffectiveName() : member.getEffectiveName();
        Person person = new Person(new PersonId(chat, user.getId()), name);
        synchronized (known) {
            known.remove(user.getId());
            known.put(user.getId(), new Known(person, user.getName()));
            if (known.size() > REMEMBERED) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return person;
    }

    /** By mention, id or unambiguous name; an id that was not heard of is asked for. */
    Optional<Person> find(Optional<JDA> jda, String text) {
        String word = text.replaceFirst("^<@!?([0-9]+)>$", "$1").replaceFirst("^" + chat + ":", "");
        if (Snowflake.isOne(word)) {
            Optional<Person> heard = byId(word);
            return heard.isPresent() ? heard : jda.flatMap(api -> asked(api, word));
        }
        String name = word.startsWith("@") ? word.substring(1) : word;
        List<Person> called;
        synchronized (known) {
            called =
                    known.values().stream()
                            .filter(one -> one.called(name))
                            .map(Known::person)
                            .toList();
        }
        return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }

    private Optional<Person> byId(String id) {
        synchronized (known) {
            return Optional.ofNullable(known.get(id)).map(Known::person);
        }
    }

    private Optional<Person> asked(JDA jda, String id) {
        try {
            return Optional.of(heard(Rest.await(jda.retrieveUserById(id)), null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception unknown) {
            return Optional.empty();
        }
    }
}
