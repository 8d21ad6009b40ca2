package dev.errand.backend.discord;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.Completion;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Draft;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.InboundMessage.Author;
import dev.errand.backend.spi.Inbox;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.commands.Command;

/** Hands on the application commands that people run, and completes what they type into options. */
final class SlashCommands extends ListenerAdapter {

    private static final int CHOICES = 25;
    private static final int LONGEST = 100;

    private final Inbox inbox;
    private final ChatContext context;
    private final Places places;
    private final People people;
    private final Servers servers;
    private final CommandRegistration registration;
    private final PickedCommands picked;

    SlashCommands(
            Inbox inbox,
            ChatContext context,
            Directory directory,
            CommandRegistration registration,
            PickedCommands picked) {
        this.inbox = inbox;
        this.context = context;
        this.places = directory.places();
        this.people = directory.people();
        this.servers = directory.servers();
        this.registration = registration;
        this.picked = picked;
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        Optional<CommandOutline> command = registration.menu().at(event.getFullCommandName());
        if (command.isEmpty() || !servers.heard(event.getGuild())) {
            event.reply("This command is gone. Type `" + context.prefix() + "help`.")
                    .setEphemeral(true)
                    .queue(done -> {}, failed -> {});
            return;
        }
        Message message =
                new Message(
                        event.getId(),
                        person(event),
                        room(event),
                        Places.thread(event.getChannel()),
                        PickedLine.of(context.prefix(), command.get(), event),
                        event.getTimeCreated().toInstant());
        Picked one = new Picked(event);
        picked.add(event.getId(), one);
        Inbox.Receipt receipt =
                inbox.receive(
                        new InboundMessage(
                                message, Author.PERSON, true, servers.groups(event.getMember())));
        context.startThread("think", () -> attempt(one::thinkIfSlow));
        context.startThread(
                "picked",
                () ->
                        attempt(() -> {
                            receipt.await();
                            one.done();
                        }));
    }

    private interface Step {
        void run() throws DeliveryException, Trouble.Passing, InterruptedException;
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (DeliveryException | Trouble.Passing refused) {
            context.logger()
                    .warn("An application command was not answered: {}", refused.getMessage());
        }
    }

    @Override
    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        registration
                .menu()
                .at(event.getFullCommandName())
                .filter(command -> servers.heard(event.getGuild()))
                .ifPresent(
                        command -> context.startThread("complete", () -> complete(event, command)));
    }

    private void complete(CommandAutoCompleteInteractionEvent event, CommandOutline command) {
        String typed = DiscordDialect.clean(event.getFocusedOption().getValue());
        String line =
                PickedLine.upTo(
                        context.prefix(),
                        command,
                        event,
                        event.getFocusedOption().getName(),
                        typed);
        int word = Math.max(typed.lastIndexOf(' '), typed.lastIndexOf('\t')) + 1;
        List<Command.Choice> choices =
                inbox.complete(new Draft(person(event), room(event), line)).stream()
                        .map(Completion::word)
                        .filter(completed -> !completed.startsWith("-"))
                        .map(completed -> typed.substring(0, word) + completed)
                        .filter(whole -> !whole.isBlank() && whole.length() <= LONGEST)
                        .distinct()
                        .limit(CHOICES)
                        .map(whole -> new Command.Choice(whole, whole))
                        .toList();
        event.replyChoices(choices).queue(done -> {}, failed -> {});
    }

    private Person person(Interaction event) {
        return people.heard(event.getUser(), event.getMember());
    }

    private Room room(Interaction event) {
        return places.room(event.getChannel(), event.getUser());
    }
}
