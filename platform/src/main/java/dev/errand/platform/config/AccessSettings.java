package dev.errand.platform.config;

import dev.errand.api.Default;
import dev.errand.api.PersonId;
import dev.errand.api.Requires;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may do what.
 *
 * @param zone the time zone of the rules' times
 * @param roles the roles there are besides admin, with those who hold them for good
 * @param rules the rules; their order means nothing
 * @param perMinute how many commands of one person are taken in a minute
 * @param burst how many of them may come at once
 */
public record AccessSettings(
        @Default("UTC") Zone zone,
        Map<String, Role> roles,
        List<AccessRule> rules,
        @Default("600") int perMinute,
        @Default("300") int burst) {

    /** No roles and no rules: what commands declare holds. */
    public static final AccessSettings NONE =
            new AccessSettings(new Zone(ZoneId.of("UTC")), Map.of(), List.of(), 600, 300);

    public AccessSettings {
        Faults faults =
                new Faults()
                        .expect(
                                perMinute >= 1 && perMinute <= 1_000_000,
                                "'" + perMinute + "' is not possible. It is 1 to 1000000.",
                                "per-minute")
                        .expect(
                                burst >= 1 && burst <= 1_000_000,
                                "'" + burst + "' is not possible. It is 1 to 1000000.",
                                "burst");
        for (String role : roles.keySet()) {
            faults.expect(
                    role.matches("[a-z0-9][a-z0-9-]{0,31}"),
                    Words.quoted(role) + " is no role. It has 1 to 32 characters of a-z, 0-9, -.",
                    "roles");
            faults.expect(
                    !role.equals(Requires.ADMIN),
                    "Who is admin is said by admins, and nowhere else.",
                    "roles");
        }
        Set<String> known = new HashSet<>(roles.keySet());
        known.add(Requires.ADMIN);
        for (AccessRule rule : rules) {
            Stream.concat(rule.to().stream(), rule.except().stream())
                    .forEach(who -> {
                        if (who instanceof Who.Role(String role)) {
                            faults.expect(
                                    known.contains(role),
                                    rule.written().brief()
                                            + " names the role "
                                            + Words.quoted(role)
                                            + ", which is not among access.roles. Known: "
                                            + String.join(", ", known.stream().sorted().toList())
                                            + ".",
                                    "rules",
                                    "roles");
                        }
                    });
        }
        faults.throwIfAny();
        roles = Map.copyOf(new HashMap<>(roles));
    }

    /**
     * Those who hold a role for good.
     *
     * @param people by their accounts
     * @param groups by the groups of their chats, as chat:group
     */
    public record Role(Set<PersonId> people, Set<GroupId> groups) {}

    /**
     * A group that a chat itself keeps.
     *
     * @param chat the chat's name
     * @param group the group's name in that chat
     */
    public record GroupId(String chat, String group) {

        static GroupId parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                throw new IllegalArgumentException(
                        Words.quoted(text) + " is no group. Write chat:group.");
            }
            return new GroupId(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    /**
     * A time zone.
     *
     * @param id the zone
     */
    public record Zone(ZoneId id) {

        static Zone parse(String text) {
            try {
                return new Zone(ZoneId.of(text.strip()));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        Words.quoted(text)
                                + " is no time zone. Write one such as Europe/Berlin or UTC.",
                        e);
            }
        }
    }

    /** The chats that roles and rules name. */
    Set<String> chats() {
        Set<String> chats = new HashSet<>();
        for (Role role : roles.values()) {
            role.people().forEach(person -> chats.add(person.chat()));
            role.groups().forEach(group -> chats.add(group.chat()));
        }
        for (AccessRule rule : rules) {
            Stream.concat(rule.to().stream(), rule.except().stream())
                    .forEach(who -> {
                        switch (who) {
                            case Who.Chat(String chat) -> chats.add(chat);
                            case Who.Accounts(String chat, Glob account) -> chats.add(chat);
                            case Who.Person(PersonId id) -> chats.add(id.chat());
                            case Who.Role role -> {}
                            case Who.Everyone everyone -> {}
                        }
                    });
            rule.in()
                    .forEach(where -> {
                        switch (where) {
                            case Where.Chat(String chat) -> chats.add(chat);
                            case Where.Named(String chat, Glob key) -> chats.add(chat);
                            default -> {}
                        }
                    });
        }
        return chats;
    }
}
