package dev.errand.backend.irc;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a line that is too long between words, or else between letters; never inside one. */
final class Splitter {

    private Splitter() {}

    static List<String> split(String line, int bytes) {
        if (Bytes.length(line) <= bytes) {
            return List.of(line);
        }
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (Bytes.length(rest) > bytes) {
            int end = fitting(rest, bytes);
            int space = rest.lastIndexOf(' ', end);
            // A space in the first half is no good end: the rest may be one long address.
            int cut = space > end / 2 ? space : end;
            parts.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }

    /** The longest beginning that fits, of whole letters with what belongs to them. */
    private static int fitting(String text, int bytes) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        int end = 0;
        int used = 0;
        for (int next = letters.next(); next != BreakIterator.DONE; next = letters.next()) {
            used += Bytes.length(text.substring(end, next));
            if (used > bytes) {
                break;
            }
            end = next;
        }
        // One letter under a mountain of accents may be longer than any line.
        return end > 0 ? end : text.offsetByCodePoints(0, 1);
    }
}
