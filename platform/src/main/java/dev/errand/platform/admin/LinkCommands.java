package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Markdown;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Private;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.Sensitive;
import dev.errand.api.UserError;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.identity.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One person with accounts on several chats. */
final class LinkCommands {

    private final Links links;
    private final Supplier<Map<String, ChatBackend>> chats;
    private final HelpText help;

    LinkCommands(Links links, Supplier<Map<String, ChatBackend>> chats, HelpText help) {
        this.links = links;
        this.help = help;
        this.chats = chats;
    }

    @Command(
            value = "link",
            description =
                    "Makes two accounts one person's: asked in one chat for a code, typed in the other",
            examples = {"link", "link 7KQ2-M4XB"})
    @Private
    String link(
            Call call,
            @Sensitive @Arg(description = "the code that I gave you elsewhere")
                    Optional<String> code)
            throws InterruptedException {
        PersonId me = call.caller().person().id();
        if (!vouched(me)) {
            throw new UserError(
                    "Anybody could take the name '"
                            + me
                            + "', so I link it with nothing. Log in to the chat's accounts first;"
                            + " whoami shows what I know you by.");
        }
        return code.isPresent() ? typed(call, code.get()) : asked(call.caller());
    }

    private String asked(Caller caller) {
        String code =
                links.code(caller.person().id())
                        .orElseThrow(() ->
                                new UserError(
                                        "Too many people link accounts just now; try again in some"
                                                + " minutes."));
        return "Type "
                + help.typed("link " + code)
                + " to me alone, with your other account, within "
                + Links.LIFE.toMinutes()
                + " minutes. Give the code to nobody: whoever types it gets your roles.";
    }

    private String typed(Call call, String code) throws InterruptedException {
        PersonId me = call.caller().person().id();
        PersonId other = owner(code, me);
        if (!call.room().direct()) {
            links.spend(other);
            throw new UserError(
                    "Others could read that code here, so it holds no more. Ask for another, and"
                            + " type it to me alone.");
        }
        if (call.caller().is(other)) {
            throw new UserError("'" + other + "' is you already.");
        }
        boolean wanted =
                call.confirm(
                        "Is "
                                + Markdown.code(other.toString())
                                + name(other)
                                + " you too? Whoever uses that account then has your roles, and you"
                                + " have theirs; nobody becomes admin by it.");
        boolean held = links.spend(other);
        if (!wanted) {
            throw new UserError("Nothing was linked, and the code holds no more.");
        }
        if (!held) {
            throw new UserError("The code holds no more; ask for another.");
        }
        if (!links.link(other, me)) {
            throw new UserError("One person links " + Links.MOST + " accounts at most.");
        }
        return Markdown.code(me.toString())
                + " and "
                + Markdown.code(other.toString())
                + " are one person now. "
                + help.typed("link remove")
                + " undoes it.";
    }

    private PersonId owner(String code, PersonId me) {
        return switch (links.find(code, me)) {
            case Links.Found.Of(PersonId account) -> account;
            case Links.Found.Nobody() ->
                    throw new UserError(
                            "That code is not one that holds now. Ask for one by 'link' in the"
                                    + " other chat.");
            case Links.Found.TooMany() ->
                    throw new UserError(
                            "Too many wrong codes were typed. Try again in ten minutes.");
        };
    }

    @Command(value = "link list", description = "Lists whose accounts are linked")
    @Requires(Requires.ADMIN)
    @Private
    Reply list() {
        Reply.Table table = Reply.table("person", "accounts");
        for (List<PersonId> accounts : links.people()) {
            table =
                    table.row(
                            accounts.getFirst().toString(),
                            String.join(", ", accounts.stream().map(PersonId::toString).toList()));
        }
        return table.rows().isEmpty() ? Reply.plain("Nobody has linked accounts.") : table;
    }

    @Command(
            value = "link remove",
            description =
                    "Makes an account a person of its own again: one of yours, or anybody's if you are an admin",
            examples = {"link remove", "link remove oss:ann"})
    @Private
    String remove(
            Caller caller,
            @Arg(description = "as chat:account, the one you speak with if left out")
                    Optional<String> account) {
        PersonId which = account.map(LinkCommands::parsed).orElse(caller.person().id());
        if (!caller.isAdmin() && !caller.is(which)) {
            throw new UserError("'" + which + "' is none of your accounts.");
        }
        if (!links.unlink(which)) {
            throw new UserError("'" + which + "' is linked with no other account.");
        }
        return Markdown.code(which.toString()) + " is a person of its own again.";
    }

    private static PersonId parsed(String text) {
        try {
            return PersonId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private boolean vouched(PersonId account) {
        @Nullable ChatBackend chat = chats.get().get(account.chat());
        return chat != null && chat.vouchesFor(account);
    }

    /** An account may be a number; then the name helps to see whose it is. */
    private String name(PersonId account) {
        @Nullable ChatBackend chat = chats.get().get(account.chat());
        return chat == null
                ? ""
                : chat.person(account.account())
                        .filter(person -> person.id().equals(account))
                        .map(Person::name)
                        .filter(name -> !name.equals(account.account()))
                        .map(name -> " (" + Markdown.escape(name) + ")")
                        .orElse("");
    }
}
