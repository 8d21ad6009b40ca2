package dev.errand.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command says. The host draws it for what the chat can show: what a chat cannot show
 * becomes text.
 */
public sealed interface Reply {

    /**
     * Text in Markdown (CommonMark with tables and strikethrough).
     *
     * @param markdown the text; what others chose goes through {@link
     *     dev.errand.api.Markdown#escape} first
     */
    record Text(String markdown) implements Reply {

        /** Refuses null. */
        public Text {
            Objects.requireNonNull(markdown, "markdown");
        }
    }

    /**
     * Text that is shown exactly as it is, nothing in it read as Markdown.
     *
     * @param text the text
     */
    record Plain(String text) implements Reply {

        /** Refuses null. */
        public Plain {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Code or another program's output, in a fixed-width block.
     *
     * @param text the lines
     * @param language what it is written in, such as {@code json}; empty if that does not matter
     */
    record Code(String text, String language) implements Reply {

        /** Refuses null. */
        public Code {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(language, "language");
        }
    }

    /**
     * Rows under headings. Cells are shown as they are, not read as Markdown.
     *
     * @param headings one for each column, at least one
     * @param rows each with as many cells as there are headings
     */
    record Table(List<String> headings, List<List<String>> rows) implements Reply {

        /** Copies, and refuses a row of another length. */
        public Table {
            headings = List.copyOf(headings);
            rows = rows.stream().map(List::copyOf).toList();
            if (headings.isEmpty()) {
                throw new IllegalArgumentException("A table needs at least one heading");
            }
            for (List<String> row : rows) {
                if (row.size() != headings.size()) {
                    throw new IllegalArgumentException(
                            "A table with the headings "
                                    + headings
                                    + " cannot have the row "
                                    + row
                                    + ": it has "
                                    + row.size()
                                    + " cells and not "
                                    + headings.size());
                }
            }
        }

        /**
         * The same table with one more row.
         *
         * @param cells as many as there are headings; shown by their {@code toString}
         * @return a new table
         */
        public Table row(Object... cells) {
            List<List<String>> more = new ArrayList<>(rows);
            more.add(java.util.Arrays.stream(cells).map(String::valueOf).toList());
            return new Table(headings, more);
        }
    }

    /**
     * A framed message with a title, for an alert or a summary.
     *
     * @param title one line, shown as it is
     * @param body Markdown, may be empty
     * @param fields short labelled values, shown as they are, in their order
     * @param tone how it is coloured where the chat has colours
     * @param link where the title leads
     */
    record Card(
            String title, String body, Map<String, String> fields, Tone tone, Optional<String> link)
            implements Reply {

        /** Copies the fields and keeps their order. */
        public Card {
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(tone, "tone");
            Objects.requireNonNull(link, "link");
            fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /**
         * The same card with one more field.
         *
         * @param label the field's name
         * @param value its value
         * @return a new card
         */
        public Card field(String label, Object value) {
            Map<String, String> more = new LinkedHashMap<>(fields);
            more.put(label, String.valueOf(value));
            return new Card(title, body, more, tone, link);
        }

        /**
         * The same card in another tone.
         *
         * @param other the tone
         * @return a new card
         */
        public Card tone(Tone other) {
            return new Card(title, body, fields, other, link);
        }

        /**
         * The same card with a title that leads somewhere.
         *
         * @param url an {@code https} or {@code http} address
         * @return a new card
         */
        public Card link(String url) {
            return new Card(title, body, fields, tone, Optional.of(url));
        }
    }

    /** How a card is meant. */
    enum Tone {
        /** Neither good nor bad. */
        NEUTRAL,
        /** It worked. */
        GOOD,
        /** Look at it. */
        WARNING,
        /** It failed. */
        BAD
    }

    /**
     * A file, shown as an attachment where the chat has them, else as its text if it is text.
     *
     * @param name the file's name, without folders
     * @param mediaType such as {@code text/csv}
     * @param content its bytes; not copied, so do not change them afterwards
     */
    @SuppressWarnings("ArrayRecordComponent") // a file's bytes are handed over, not compared
    record File(String name, String mediaType, byte[] content) implements Reply {

        /** Refuses a name with folders. */
        public File {
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(content, "content");
            if (name.isBlank() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
                throw new IllegalArgumentException(
                        "A file's name has no folders in it; not '" + name + "'");
            }
        }

        /** The name and the size; never the content. */
        @Override
        public String toString() {
            return "File[" + name + ", " + content.length + " bytes]";
        }
    }

    /**
     * Text in Markdown.
     *
     * @param markdown the text
     * @return the reply
     */
    static Text text(String markdown) {
        return new Text(markdown);
    }

    /**
     * Text that is shown exactly as it is.
     *
     * @param text the text
     * @return the reply
     */
    static Plain plain(String text) {
        return new Plain(text);
    }

    /**
     * A fixed-width block.
     *
     * @param text the lines
     * @return the reply
     */
    static Code code(String text) {
        return new Code(text, "");
    }

    /**
     * A table without rows, to which {@link Table#row} adds.
     *
     * @param headings one for each column
     * @return the reply
     */
    static Table table(String... headings) {
        return new Table(List.of(headings), List.of());
    }

    /**
     * A card without fields, in a neutral tone.
     *
     * @param title one line
     * @param body Markdown, may be empty
     * @return the reply
     */
    static Card card(String title, String body) {
        return new Card(title, body, Map.of(), Tone.NEUTRAL, Optional.empty());
    }

    /**
     * A file made of text, in UTF-8.
     *
     * @param name its name
     * @param text its content
     * @return the reply
     */
    static File file(String name, String text) {
        return new File(name, "text/plain", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
