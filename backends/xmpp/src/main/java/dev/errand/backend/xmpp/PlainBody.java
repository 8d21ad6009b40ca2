package dev.errand.backend.xmpp;

import dev.errand.backend.xmpp.Notation.Piece;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes the pieces of a message as plain text. Where no word of it could be taken for notation,
 * notation is written as Message Styling (XEP-0393), which most clients of today show; else without
 * any, and the message has to say that it is not styled.
 *
 * @param text the body
 * @param styled whether clients may read Message Styling in it
 */
record PlainBody(String text, boolean styled) {

    /** What a client may read as the beginning of styled text. */
    private static final Pattern STYLING = Pattern.compile("(?:^|[\\s*_~`])[*_~`]|(?m:^>)");

    private static final Pattern SIGN = Pattern.compile("[*_~`]");

    /** Neither shown nor a part of a word. */
    private static final String NOTHING = "\u200b";

    static PlainBody of(List<Piece> pieces) {
        boolean styled = pieces.stream().anyMatch(Piece.Begin.class::isInstance) && clear(pieces);
        String text = new Writing(styled).of(pieces);
        // "/me" at the beginning makes an action of a message (XEP-0245).
        return new PlainBody(text.startsWith("/me ") ? NOTHING + text : text, styled);
    }

    /** Whether words and signs cannot be confused. */
    private static boolean clear(List<Piece> pieces) {
        Deque<String> open = new ArrayDeque<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Begin(String tag, String _) -> open.push(tag);
                case Piece.End _ -> open.pop();
                case Piece.Words(String words) -> {
                    if (confusing(words, open)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean confusing(String words, Deque<String> open) {
        if (open.contains("pre")) {
            return words.contains("```");
        }
        boolean inside = open.stream().anyMatch(tag -> !tag.equals("blockquote"));
        return inside
                ? SIGN.matcher(words).find() || words.contains("\n")
                : STYLING.matcher(words).find();
    }

    /** Puts pieces together; what is quoted is written apart, to be marked line by line. */
    private static final class Writing {

        private final boolean styled;
        private final Deque<StringBuilder> layers = new ArrayDeque<>();
        private final Deque<Integer> starts = new ArrayDeque<>();
        private final Deque<String> addresses = new ArrayDeque<>();

        Writing(boolean styled) {
            this.styled = styled;
        }

        String of(List<Piece> pieces) {
            layers.push(new StringBuilder());
            for (Piece piece : pieces) {
                switch (piece) {
                    case Piece.Words(String words) -> layers.getFirst().append(words);
                    case Piece.Begin(String tag, String address) -> begin(tag, address);
                    case Piece.End(String tag) -> end(tag);
                }
            }
            return layers.pop().toString();
        }

        private void begin(String tag, String address) {
            if (tag.equals("blockquote")) {
                layers.push(new StringBuilder());
                return;
            }
            addresses.push(address);
            StringBuilder out = layers.getFirst();
            out.append(sign(tag, "```\n"));
            starts.push(out.length());
        }

        private void end(String tag) {
            if (tag.equals("blockquote")) {
                String quoted = layers.pop().toString();
                layers.getFirst().append("> ").append(quoted.replace("\n", "\n> "));
                return;
            }
            StringBuilder out = layers.getFirst();
            String inner = out.substring(starts.pop());
            String address = addresses.pop();
            if (tag.equals("a") && !inner.equals(address)) {
                out.append(" (").append(address).append(')');
            }
            out.append(sign(tag, "\n```"));
        }

        private String sign(String tag, String fence) {
            if (!styled) {
                return "";
            }
            return switch (tag) {
                case "strong" -> "*";
                case "em" -> "_";
                case "s" -> "~";
                case "code" -> "`";
                case "pre" -> fence;
                default -> "";
            };
        }
    }
}
