package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Call;
import dev.errand.api.Command;
import dev.errand.api.Flag;
import dev.errand.api.Markdown;
import dev.errand.api.PersonId;
import dev.errand.api.Private;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.Rest;
import dev.errand.api.UserError;
import dev.errand.platform.access.Gate;
import dev.errand.platform.access.Verdict;
import dev.errand.platform.command.Durations;
import dev.errand.platform.dispatch.Explaining;
import dev.errand.platform.identity.Grants;
import dev.errand.platform.identity.Links;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Who may do what: asked, explained, and for a time changed. */
final class AccessCommands {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Grants grants;
    private final Gate gate;
    private final Explaining explaining;
    private final Supplier<Set<String>> roles;
    private final Links links;

    AccessCommands(
            Grants grants,
            Links links,
            Gate gate,
            Explaining explaining,
            Supplier<Set<String>> roles) {
        this.grants = grants;
        this.links = links;
        this.gate = gate;
        this.explaining = explaining;
        this.roles = roles;
    }

    @Command(
            value = "roles grant",
            description = "Gives somebody a role of errand.conf for a time",
            examples = {"roles grant ann oncall --for 8h"})
    @Requires(Requires.ADMIN)
    String grant(
            Call call,
            @Arg(description = "the account, as chat:account or as this chat writes it")
                    String person,
            @Arg(description = "the role") String role,
            @Flag(value = "--for") @Arg(description = "how long, such as 8h") Duration length) {
        String known = known(role);
        PersonId id = exactly(call, person);
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            throw new UserError("A role is given for more than nothing and at most 366 days.");
        }
        Grants.Grant given = grants.grant(known, id, call.caller().person().id(), length);
        return Markdown.code(id.toString())
                + " has the role "
                + Markdown.code(known)
                + " for "
                + Durations.write(length)
                + ", until "
                + given.until().truncatedTo(ChronoUnit.SECONDS)
                + ".";
    }

    @Command(
            value = "roles revoke",
            description = "Takes back a role that was given in a chat",
            examples = {"roles revoke ann oncall"})
    @Requires(Requires.ADMIN)
    String revoke(Call call, String person, String role) {
        PersonId id = exactly(call, person);
        boolean held = false;
        for (PersonId account : links.accounts(id)) {
            // else the role would stay with the person, by an account linked with this one
            held |= grants.revoke(role, account);
        }
        if (!held) {
            throw new UserError(
                    "'"
                            + id
                            + "' was not given the role '"
                            + role
                            + "' in a chat; what errand.conf gives is taken back there.");
        }
        return Markdown.code(id.toString())
                + " no longer has the role "
                + Markdown.code(role)
                + " from a chat.";
    }

    @Command(value = "roles list", description = "Lists the roles that were given in a chat")
    @Requires(Requires.ADMIN)
    Reply list() {
        List<Grants.Grant> all = grants.list();
        if (all.isEmpty()) {
            return Reply.plain("Nobody holds a role that was given in a chat.");
        }
        Reply.Table table = Reply.table("role", "person", "until", "given by");
        for (Grants.Grant grant : all) {
            table =
                    table.row(
                            grant.role(),
                            grant.person().toString(),
                            grant.until().truncatedTo(ChronoUnit.SECONDS).toString(),
                            grant.by());
        }
        return table;
    }

    @Command(
            value = "can",
            description = "Tells whether somebody may run a command here, and which rule decides",
            examples = {"can ann plugins", "can me audit", "can office:U123 deploy prod"})
    @Requires(Requires.ADMIN)
    String can(
            Call call,
            @Arg(description = "a name or mention here, chat:account, or me") String who,
            @Rest @Arg(description = "the command with its arguments") String command) {
        Explaining.Speaker speaker =
                who.equalsIgnoreCase("me")
                        ? new Explaining.Speaker(call.caller().person(), call.room())
                        : explaining.speaker(call.room(), who).orElseThrow(() -> nobody(call, who));
        Explaining.Explained explained =
                explaining
                        .explain(speaker.person(), speaker.room(), command)
                        .orElseThrow(() ->
                                new UserError("There is no command that '" + command + "' calls."));
        String answer =
                switch (explained.verdict()) {
                    case Verdict.Allowed allowed -> "Yes: ";
                    case Verdict.Asked asked -> "Yes, after a confirmation: ";
                    case Verdict.Denied denied -> "No: ";
                };
        return answer
                + Markdown.escape(explained.verdict().rule())
                + "."
                + (explained.complete()
                        ? ""
                        : " The arguments do not fit the command, so only the rules without"
                                + " arguments were looked at closely.");
    }

    @Command(value = "why", description = "Explains your last denial")
    @Private
    Reply why(Call call) {
        return Reply.plain(
                gate.lastDenial(call.caller().person().id())
                        .orElse("You have not been denied anything since I started."));
    }

    private UserError nobody(Call call, String who) {
        List<String> chats = explaining.chats().stream().sorted().toList();
        return new UserError(
                "I know nobody as '"
                        + who
                        + "' in this chat, or more than one. Write a mention, me, or the account with its chat,"
                        + " such as "
                        + call.caller().person().id()
                        + "; chats: "
                        + String.join(", ", chats)
                        + ".");
    }

    private String known(String role) {
        if (role.equals(Requires.ADMIN)) {
            throw new UserError("Who is admin is said in errand.conf only.");
        }
        Set<String> all = roles.get();
        if (!all.contains(role)) {
            throw new UserError(
                    "There is no role '"
                            + role
                            + "'. "
                            + (all.isEmpty()
                                    ? "errand.conf names roles under access.roles."
                                    : "There are: "
                                            + String.join(", ", all.stream().sorted().toList())
                                            + "."));
        }
        return role;
    }

    /** Never a name that somebody chose: a role must not go to whoever calls themselves so. */
    private PersonId exactly(Call call, String text) {
        if (text.indexOf(':') > 0) {
            try {
                return PersonId.parse(text);
            } catch (IllegalArgumentException e) {
                throw new UserError(String.valueOf(e.getMessage()));
            }
        }
        String chat = call.room().id().chat();
        return explaining
                .account(chat, text)
                .orElseThrow(() ->
                        new UserError(
                                "'"
                                        + text
                                        + "' is no account that I can be sure of. Mention the person, or write "
                                        + chat
                                        + ":account."));
    }
}
