package dev.errand.backend.discord;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.InboundMessage.Author;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.RecentKeys;
import java.util.Set;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.SelfUser;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

/** Hands on what is said in rooms, threads and direct messages. */
final class Ear extends ListenerAdapter {

    private final Inbox inbox;
    private final Places places;
    private final People people;
    private final Servers servers;
    private final RecentKeys heard = new RecentKeys();

    Ear(Inbox inbox, Directory directory) {
        this.inbox = inbox;
        this.places = directory.places();
        this.people = directory.people();
        this.servers = directory.servers();
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        User author = event.getAuthor();
        boolean own = author.equals(event.getJDA().getSelfUser());
        if (own || !said(event) || !servers.heard(event.isFromGuild() ? event.getGuild() : null)) {
            return;
        }
        if (!heard.add(event.getMessageId())) {
            return;
        }
        boolean bot = author.isBot() || event.isWebhookMessage();
        String raw = event.getMessage().getContentRaw();
        String text = withoutMention(raw, event);
        Person person = people.heard(author, event.getMember());
        Message message =
                new Message(
                        event.getMessageId(),
                        person,
                        places.room(event.getChannel(), author),
                        Places.thread(event.getChannel()),
                        DiscordDialect.clean(text),
                        event.getMessage().getTimeCreated().toInstant());
        Set<String> groups = servers.groups(event.getMember());
        inbox.receive(
                new InboundMessage(
                        message,
                        bot ? Author.BOT : Author.PERSON,
                        text.length() != raw.length(),
                        groups));
    }

    /** Discord also sends as messages that somebody has joined, pinned, or opened a thread. */
    private static boolean said(MessageReceivedEvent event) {
        MessageType type = event.getMessage().getType();
        return type == MessageType.DEFAULT || type == MessageType.INLINE_REPLY;
    }

    private static String withoutMention(String raw, MessageReceivedEvent event) {
        SelfUser self = event.getJDA().getSelfUser();
        String start = raw.stripLeading();
        for (String mention : Set.of("<@" + self.getId() + ">", "<@!" + self.getId() + ">")) {
            if (start.startsWith(mention)) {
                return start.substring(mention.length()).replaceFirst("^[,:]?\\s*", "");
            }
        }
        return raw;
    }
}
