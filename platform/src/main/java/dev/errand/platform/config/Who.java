package dev.errand.platform.config;

import dev.errand.api.Caller;
import dev.errand.api.PersonId;
import java.util.Locale;
import java.util.Set;

/** Whom a rule is about. */
public sealed interface Who {

    /** Everyone. */
    record Everyone() implements Who {

        @Override
        public String toString() {
            return "everyone";
        }
    }

    /** All people of one chat. */
    record Chat(String chat) implements Who {

        @Override
        public String toString() {
            return "chat " + chat;
        }
    }

    /** Those who hold a role at that moment. */
    record Role(String role) implements Who {

        @Override
        public String toString() {
            return "role " + role;
        }
    }

    /** Accounts by a pattern; the chat is named exactly. */
    record Accounts(String chat, Glob account) implements Who {

        @Override
        public String toString() {
            return "account " + chat + ":" + account;
        }
    }

    /** One account, upper and lower case told apart. */
    record Person(PersonId id) implements Who {

        @Override
        public String toString() {
            return "person " + id;
        }
    }

    /** Whether somebody is meant. */
    default boolean matches(PersonId person, Set<String> roles) {
        return switch (this) {
            case Everyone everyone -> true;
            case Chat(String chat) -> chat.equals(person.chat());
            case Role(String role) -> roles.contains(role);
            case Accounts(String chat, Glob account) ->
                    chat.equals(person.chat()) && account.matches(person.account());
            case Person(PersonId id) -> id.equals(person);
        };
    }

    /**
     * Whether somebody with several accounts is meant by a rule that restricts: it follows them to
     * each of their accounts.
     */
    default boolean restricts(Caller caller) {
        return switch (this) {
            case Everyone _, Chat _, Role _ -> matches(caller.person().id(), caller.roles());
            case Accounts _, Person _ ->
                    caller.accounts().stream().anyMatch(id -> matches(id, caller.roles()));
        };
    }

    /**
     * Whether somebody with several accounts is meant by a rule that permits: {@code person}
     * follows them to each of their accounts, {@code account} is about the one they speak with.
     */
    default boolean permits(Caller caller) {
        return this instanceof Person(PersonId id)
                ? caller.is(id)
                : matches(caller.person().id(), caller.roles());
    }

    /** How narrow it is: everyone, chat, role, accounts, person. */
    default int rank() {
        return switch (this) {
            case Everyone everyone -> 0;
            case Chat chat -> 1;
            case Role role -> 2;
            case Accounts accounts -> 3;
            case Person person -> 4;
        };
    }

    /** Reads the written form. */
    static Who parse(String text) {
        String[] words = text.strip().split("\\s+", 2);
        String rest = words.length == 2 ? words[1].strip() : "";
        return switch (words[0].toLowerCase(Locale.ROOT) + (rest.isEmpty() ? "" : " …")) {
            case "everyone" -> new Everyone();
            case "chat …" -> new Chat(rest);
            case "role …" -> new Role(rest);
            case "person …" -> new Person(PersonId.parse(rest));
            case "account …" -> accounts(PersonId.parse(rest));
            default ->
                    throw new IllegalArgumentException(
                            Words.quoted(text)
                                    + " is nobody. Write everyone, \"role oncall\", \"person office:U123\","
                                    + " \"account office:ann*\" or \"chat office\".");
        };
    }

    private static Accounts accounts(PersonId pattern) {
        return new Accounts(pattern.chat(), Glob.parse(pattern.account()));
    }
}
