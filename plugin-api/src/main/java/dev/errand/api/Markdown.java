package dev.errand.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Helps to write Markdown around text that somebody else chose. */
public final class Markdown {

    private static final String SPECIAL = "\\`*_{}[]()<>#+-.!|~&:@";

    private Markdown() {}

    /**
     * Makes any text show as itself inside Markdown.
     *
     * @param text what a person typed or another system answered
     * @return the same text with every character escaped that Markdown would read; line feeds
     *     become spaces
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                escaped.append(' ');
                continue;
            }
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /**
     * Calls a person's attention where the chat can; elsewhere, and in another chat than the
     * person's own, it is their name.
     *
     * @param person whom
     * @return a mention, to be put into Markdown as it is
     */
    public static String mention(Person person) {
        return mention(person.name(), "person", person.id().chat(), person.id().account());
    }

    /**
     * Names a room, as a link to it where the chat can.
     *
     * @param room which
     * @return a mention, to be put into Markdown as it is
     */
    public static String mention(Room room) {
        return mention(room.name(), "room", room.id().chat(), room.id().key());
    }

    private static String mention(String name, String kind, String chat, String key) {
        return "["
                + escape(name)
                + "](errand:"
                + kind
                + "/"
                + URLEncoder.encode(chat, StandardCharsets.UTF_8)
                + "/"
                + URLEncoder.encode(key, StandardCharsets.UTF_8)
                + ")";
    }

    /**
     * Shows any text as inline code.
     *
     * @param text what shall be shown
     * @return a code span that holds it, whatever backticks it has; line feeds become spaces
     */
    public static String code(String text) {
        String line = text.replace('\n', ' ').replace('\r', ' ');
        int longest = 0;
        int run = 0;
        for (int i = 0; i < line.length(); i++) {
            run = line.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        boolean pad =
                line.isEmpty() || line.startsWith("`") || line.endsWith("`") || line.isBlank();
        return pad ? fence + " " + line + " " + fence : fence + line + fence;
    }
}
