package dev.errand.backend.discord;

import dev.errand.api.Reply;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.OutboundMessage.Body;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Makes what Discord posts: text, a card as an embed, a file as an attachment. */
final class Payload {

    /** What Discord takes from a bot in a server without boosts. */
    private static final int LARGEST_FILE = 10 * 1024 * 1024;

    private static final String NOTHING = "\u200b";
    private static final DiscordDialect DIALECT = new DiscordDialect();

    private Payload() {}

    static MessageCreateData of(Body body) throws DeliveryException {
        return switch (body) {
            case Body.Drawn(String text) -> text(text);
            case Body.Rich(Reply.Card card, String text) ->
                    fits(card) ? empty().setEmbeds(embed(card)).build() : text(text);
            case Body.Rich(Reply.File file, String text) ->
                    file.content().length <= LARGEST_FILE
                            ? empty().addFiles(upload(file)).build()
                            : text(text);
            case Body.Rich(Reply other, String text) -> text(text);
        };
    }

    private static MessageCreateData text(String drawn) throws DeliveryException {
        if (drawn.isBlank()) {
            throw new DeliveryException("Discord takes no empty message");
        }
        int length = DIALECT.length(drawn);
        if (length > DiscordDialect.LIMIT) {
            throw new DeliveryException(
                    "A message of "
                            + length
                            + " characters; Discord takes "
                            + DiscordDialect.LIMIT);
        }
        return empty().setContent(drawn).mentionUsers(known(drawn)).build();
    }

    private static String[] known(String drawn) {
        return DiscordDialect.mentioned(drawn).stream()
                .distinct()
                .limit(100)
                .toArray(String[]::new);
    }

    /** Mentions call nobody unless they are named: not everyone, no role, not whom it answers. */
    private static MessageCreateBuilder empty() {
        return new MessageCreateBuilder()
                .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class))
                .mentionRepliedUser(false);
    }

    private static FileUpload upload(Reply.File file) {
        return FileUpload.fromData(file.content(), DiscordDialect.clean(file.name()));
    }

    private static MessageEmbed embed(Reply.Card card) {
        EmbedBuilder embed = new EmbedBuilder().setTitle(DIALECT.text(line(card.title())));
        card.link().filter(Payload::web).ifPresent(embed::setUrl);
        if (!card.body().isBlank()) {
            embed.setDescription(DiscordDialect.clean(card.body()));
        }
        for (Map.Entry<String, String> field : card.fields().entrySet()) {
            embed.addField(some(line(field.getKey())), some(field.getValue()), true);
        }
        color(card.tone()).forEach(embed::setColor);
        return embed.build();
    }

    private static boolean web(String url) {
        return url.matches("(?i)https?://\\S{1,2000}");
    }

    private static String line(String text) {
        return text.replace('\n', ' ');
    }

    private static String some(String text) {
        return text.isBlank() ? NOTHING : DIALECT.text(text);
    }

    private static List<Integer> color(Reply.Tone tone) {
        return switch (tone) {
            case NEUTRAL -> List.of();
            case GOOD -> List.of(0x2E9E4F);
            case WARNING -> List.of(0xE0A030);
            case BAD -> List.of(0xD03A3A);
        };
    }

    private static boolean fits(Reply.Card card) {
        String title = DIALECT.text(line(card.title()));
        int total = title.length() + card.body().length();
        boolean each = true;
        for (Map.Entry<String, String> field : card.fields().entrySet()) {
            String label = some(line(field.getKey()));
            String value = some(field.getValue());
            total += label.length() + value.length();
            each &= label.length() <= MessageEmbed.TITLE_MAX_LENGTH;
            each &= value.length() <= MessageEmbed.VALUE_MAX_LENGTH;
        }
        return each
                && !title.isBlank()
                && title.length() <= MessageEmbed.TITLE_MAX_LENGTH
                && card.body().length() <= MessageEmbed.DESCRIPTION_MAX_LENGTH
                && card.fields().size() <= MessageEmbed.MAX_FIELD_AMOUNT
                && total <= MessageEmbed.EMBED_MAX_LENGTH_BOT;
    }
}
