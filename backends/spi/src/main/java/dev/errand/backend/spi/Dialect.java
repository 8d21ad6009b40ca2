package dev.errand.backend.spi;

import dev.errand.api.Person;
import dev.errand.api.Room;

/**
 * How Markdown is written in one chat. The host reads the Markdown and calls one of these methods
 * for each thing in it, from the inside out; each returns the thing in the chat's own notation. The
 * defaults write plain text.
 *
 * <p>Implementations have no state: calls come from many threads.
 */
public interface Dialect {

    /** Plain text without any notation. */
    Dialect PLAIN = new Dialect() {};

    /**
     * Text that must show as it is. Whatever the chat would read as notation, or as a mention of a
     * person or of everyone, is made harmless here.
     *
     * @param text any text, line feeds included
     * @return the same text in the chat's notation
     */
    default String text(String text) {
        return text;
    }

    /**
     * Strong text.
     *
     * @param inner drawn text
     * @return the same, strong
     */
    default String bold(String inner) {
        return inner;
    }

    /**
     * Emphasised text.
     *
     * @param inner drawn text
     * @return the same, emphasised
     */
    default String italic(String inner) {
        return inner;
    }

    /**
     * Text struck out.
     *
     * @param inner drawn text
     * @return the same, struck out
     */
    default String strike(String inner) {
        return inner;
    }

    /**
     * Code inside a line.
     *
     * @param raw the code itself, not drawn
     * @return the code in the chat's notation
     */
    default String code(String raw) {
        return text(raw);
    }

    /**
     * A link.
     *
     * @param inner drawn text
     * @param url where it leads
     * @return the link
     */
    default String link(String inner, String url) {
        String address = text(url);
        return inner.equals(address) || inner.isEmpty() ? address : inner + " (" + address + ")";
    }

    /**
     * A heading.
     *
     * @param level 1 to 6
     * @param inner drawn text of one line
     * @return the line
     */
    default String heading(int level, String inner) {
        return bold(inner);
    }

    /**
     * Lines of fixed width. The host never passes more than fits one message.
     *
     * @param language what it is written in, empty if unknown
     * @param raw the lines themselves, not drawn, without a line feed at the end
     * @return the block
     */
    default String codeBlock(String language, String raw) {
        return text(raw);
    }

    /**
     * A table that the host has set as aligned lines.
     *
     * @param aligned the lines, not drawn
     * @return the block
     */
    default String table(String aligned) {
        return codeBlock("", aligned);
    }

    /**
     * A quotation.
     *
     * @param inner drawn lines
     * @return the lines, marked as quoted
     */
    default String quote(String inner) {
        return "> " + inner.replace("\n", "\n> ");
    }

    /**
     * An item of a list.
     *
     * @param marker {@code -} or a number with a full stop
     * @param inner drawn lines
     * @return the item
     */
    default String item(String marker, String inner) {
        String sign = marker.equals("-") ? "•" : marker;
        return sign + " " + inner.replace("\n", "\n" + " ".repeat(sign.length() + 1));
    }

    /**
     * A line across.
     *
     * @return the line
     */
    default String rule() {
        return text("----------");
    }

    /**
     * A person in a way that calls their attention.
     *
     * @param person who
     * @return the mention
     */
    default String mention(Person person) {
        return text(person.name());
    }

    /**
     * A room by its name, as a link to it where the chat has such.
     *
     * @param room which
     * @return the mention
     */
    default String mention(Room room) {
        return text(room.name());
    }

    /**
     * The longest text of one message, in the unit of {@link #length}.
     *
     * @return at least 100
     */
    default int maxLength() {
        return Integer.MAX_VALUE;
    }

    /**
     * How much of {@link #maxLength} a drawn text takes.
     *
     * @param drawn text in the chat's notation
     * @return its length, in UTF-16 units unless the chat counts otherwise
     */
    default int length(String drawn) {
        return drawn.length();
    }

    /**
     * Whether one message may have several lines. Where not, the host sends each line as a message.
     *
     * @return whether line feeds may stand inside a message
     */
    default boolean multiline() {
        return true;
    }
}
