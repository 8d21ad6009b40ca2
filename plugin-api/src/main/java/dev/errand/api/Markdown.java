package dev.errand.api;

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
