package dev.errand.platform.reply;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Feature;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Replies that a chat draws itself, without secrets. */
final class RichReply {

    private RichReply() {}

    /** The reply to hand on, if the chat has said that it draws such. */
    static Optional<Reply> of(Reply reply, Set<Feature> features, Redaction redaction) {
        return switch (reply) {
            case Reply.Table table when features.contains(Feature.TABLES) ->
                    Optional.of(table(table, redaction));
            case Reply.Card card when features.contains(Feature.CARDS) ->
                    Optional.of(card(card, redaction));
            case Reply.File file when features.contains(Feature.FILES) ->
                    Optional.of(file(file, redaction));
            case Reply.Table _, Reply.Card _, Reply.File _ -> Optional.empty();
            case Reply.Text _, Reply.Plain _, Reply.Code _ -> Optional.empty();
        };
    }

    private static Reply table(Reply.Table table, Redaction redaction) {
        return new Reply.Table(
                redacted(table.headings(), redaction),
                table.rows().stream().map(row -> redacted(row, redaction)).toList());
    }

    private static List<String> redacted(List<String> cells, Redaction redaction) {
        return cells.stream().map(redaction::redact).toList();
    }

    private static Reply card(Reply.Card card, Redaction redaction) {
        Map<String, String> fields = new LinkedHashMap<>();
        card.fields()
                .forEach((label, value) -> {
                    // Together, for a label may be what tells that the value is a secret.
                    String start = label + ": ";
                    String both = redaction.redact(start + value);
                    boolean found = both.startsWith(start);
                    fields.put(
                            redaction.redact(label),
                            found ? both.substring(start.length()) : redaction.redact(value));
                });
        return new Reply.Card(
                redaction.redact(card.title()),
                redaction.redact(Mention.namesOnly(card.body())),
                fields,
                card.tone(),
                card.link()
                        .map(redaction::redact)
                        .filter(WebAddress::allowed)
                        .map(WebAddress::encoded));
    }

    private static Reply file(Reply.File file, Redaction redaction) {
        String name = redaction.redact(file.name());
        Optional<String> text = Source.text(file.content());
        byte[] content =
                text.map(redaction::redact)
                        .filter(redacted -> !redacted.equals(text.get()))
                        .map(redacted -> redacted.getBytes(StandardCharsets.UTF_8))
                        .orElse(file.content());
        return new Reply.File(name, file.mediaType(), content);
    }
}
