package dev.errand.platform.reply;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Judges and cleans what plugins hand over. */
final class Source {

    private static final String MARKUP = "\\`*_[<&~\n\r\t\u0000" + Redaction.PLACEHOLDER;
    private static final String MARKUP_AT_START = "#>+-=: |";

    private Source() {}

    /** The text with line feeds for line ends, and without halves of surrogate pairs. */
    static String clean(String text) {
        String lines =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        for (int i = 0; i < lines.length(); i++) {
            char c = lines.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == lines.length()
                        || !Character.isLowSurrogate(lines.charAt(i + 1))) {
                    return repaired(lines);
                }
                i++;
            }
        }
        return lines;
    }

    private static String repaired(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return whole.toString();
    }

    /** Whether a text is one line that Markdown surely reads as itself; when in doubt, no. */
    static boolean plainLine(String text) {
        if (text.isEmpty() || MARKUP_AT_START.indexOf(text.charAt(0)) >= 0) {
            return false;
        }
        boolean number = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (number && (c == '.' || c == ')')) {
                return false;
            }
            number &= c >= '0' && c <= '9';
            if (c < 128
                    ? MARKUP.indexOf(c) >= 0
                    : Character.isSurrogate(c) || c == Redaction.PLACEHOLDER) {
                return false;
            }
        }
        return text.charAt(text.length() - 1) != ' ';
    }

    /** A file's content as text, if it is text in UTF-8. */
    static Optional<String> text(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
