package dev.errand.backend.console;

import dev.errand.backend.spi.Completion;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Completes the word at the cursor by what the host knows. Quotes and backslashes are the host's to
 * read, not JLine's.
 */
final class WordCompletion implements Completer, Parser {

    private final Conversation conversation;

    WordCompletion(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String draft = line.line().substring(0, line.cursor());
        for (Completion completion : conversation.complete(draft)) {
            String word = ScreenText.line(completion.word());
            String description = ScreenText.line(completion.description());
            // The number keeps the host's order, best first.
            candidates.add(
                    new Candidate(
                            word,
                            word,
                            null,
                            description.isEmpty() ? null : description,
                            null,
                            null,
                            true,
                            candidates.size() + 1));
        }
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        List<String> words = new ArrayList<>();
        int at = Math.min(cursor, line.length());
        int start = at;
        while (start > 0 && !Character.isWhitespace(line.charAt(start - 1))) {
            start--;
        }
        int end = at;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        words.addAll(List.of(line.substring(0, start).strip().split("\\s+")));
        words.removeIf(String::isEmpty);
        int index = words.size();
        words.add(line.substring(start, end));
        return new Words(line, at, List.copyOf(words), index, at - start);
    }

    @Override
    public boolean isEscapeChar(char ch) {
        return false;
    }

    /** A line cut at white space, as far as the word at the cursor. */
    private record Words(String line, int cursor, List<String> words, int wordIndex, int wordCursor)
            implements CompletingParsedLine {

        @Override
        public String word() {
            return words.get(wordIndex);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor;
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }
    }
}
