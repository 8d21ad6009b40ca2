package dev.errand.platform.dispatch;

import dev.errand.api.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts how much one call says, and cuts off what is too much. Safe for use by any thread. */
final class Meter {

    private long left;
    private boolean full;

    Meter(long most) {
        this.left = most;
    }

    /** As much of a reply as may still be said; empty if that is nothing. */
    synchronized Optional<Reply> fit(Reply reply) {
        if (full) {
            return Optional.empty();
        }
        long weight = weight(reply);
        if (weight <= left) {
            left -= weight;
            return Optional.of(reply);
        }
        full = true;
        return switch (reply) {
            case Reply.Text(String markdown) -> Optional.of(Reply.text(cut(markdown)));
            case Reply.Plain(String text) -> Optional.of(Reply.plain(cut(text)));
            case Reply.Code(String text, String language) ->
                    Optional.of(new Reply.Code(cut(text), language));
            case Reply.Table table -> Optional.empty();
            case Reply.Card card -> Optional.empty();
            case Reply.File file -> Optional.empty();
        };
    }

    /** Whether something was cut off. */
    synchronized boolean isFull() {
        return full;
    }

    /** No character has more than three bytes for each of its chars. */
    private String cut(String text) {
        int end = (int) Math.min(text.length(), left / 3);
        return text.substring(
                0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static long weight(Reply reply) {
        return switch (reply) {
            case Reply.Text(String markdown) -> bytes(markdown);
            case Reply.Plain(String text) -> bytes(text);
            case Reply.Code(String text, String language) -> bytes(text);
            case Reply.Table(List<String> headings, List<List<String>> rows) ->
                    Stream.concat(Stream.of(headings), rows.stream())
                            .flatMap(List::stream)
                            .mapToLong(Meter::bytes)
                            .sum();
            case Reply.Card card ->
                    bytes(card.title()) + bytes(card.body()) + fields(card.fields());
            case Reply.File file -> file.content().length;
        };
    }

    private static long fields(Map<String, String> fields) {
        return fields.entrySet().stream()
                .mapToLong(field -> bytes(field.getKey()) + bytes(field.getValue()))
                .sum();
    }

    private static long bytes(String text) {
        return text.length() < 100 ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
