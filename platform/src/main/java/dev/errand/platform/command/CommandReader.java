package dev.errand.platform.command;

import java.util.Locale;

/** Reads lines: is it a command, which one, with which arguments. Immutable. */
public final class CommandReader {

    private static final Reading NOT_A_COMMAND = new Reading.NotACommand();

    private final String prefix;
    private final String botName;

    /**
     * Made once.
     *
     * @param prefix what commands begin with
     * @param botName what the bot is called, so that {@code name: command} works too
     */
    public CommandReader(String prefix, String botName) {
        this.prefix = prefix;
        this.botName = botName.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads one line.
     *
     * @param text what was said
     * @param addressed whether the chat knows that the bot was meant
     * @param tree the commands there are
     * @param chat where people and rooms are looked up
     * @return what it is
     */
    public Reading read(
            String text, boolean addressed, CommandTree tree, ValueReader.Directory chat) {
        int start = skipSpace(text, 0);
        if (text.startsWith(prefix, start)) {
            return readLine(text, start + prefix.length(), tree, chat);
        }
        int afterName = addressed ? start : skipName(text, start);
        if (!addressed && afterName == start) {
            return NOT_A_COMMAND;
        }
        int line = text.startsWith(prefix, afterName) ? afterName + prefix.length() : afterName;
        return readLine(text, line, tree, chat);
    }

    private Reading readLine(String text, int from, CommandTree tree, ValueReader.Directory chat) {
        int start = skipSpace(text, from);
        // "!", "!!!" and "!?" are how people talk, not a slip in a command's name
        if (start >= text.length() || !Character.isLetterOrDigit(text.codePointAt(start))) {
            return NOT_A_COMMAND;
        }
        CommandTree.Found found = tree.find(text, start);
        if (found.command().isPresent()) {
            String wrong = wordOfNoCommand(text, found);
            if (!wrong.isEmpty()) {
                return new Reading.Group(found.group(), wrong);
            }
            return arguments(found.command().get(), new Words(text, found.end()), chat);
        }
        if (!found.group().isEmpty()) {
            return new Reading.Group(found.group(), wordAfterGroup(text, start, found.group()));
        }
        return start > from ? NOT_A_COMMAND : new Reading.Unknown(firstWords(text, start));
    }

    /**
     * Where {@code plugins} takes no argument and {@code plugins info} is a command, {@code plugins
     * inof} is a slip in a name and no argument too many.
     */
    private static String wordOfNoCommand(String text, CommandTree.Found found) {
        if (!found.goesOn() || !found.command().orElseThrow().definition().parameters().isEmpty()) {
            return "";
        }
        Words words = new Words(text, found.end());
        String word = words.atEnd() ? "" : words.bare();
        return word.startsWith("-") ? "" : ArgumentReader.shorten(word);
    }

    private static Reading arguments(
            BoundCommand command, Words words, ValueReader.Directory chat) {
        try {
            return new Reading.Parsed(
                    command, new ArgumentReader(command.handler(), words, chat).read());
        } catch (ArgumentReader.BadArgument bad) {
            return new Reading.BadArguments(command, bad.problem());
        }
    }

    private static String wordAfterGroup(String text, int from, String group) {
        Words words = new Words(text, from);
        for (int i = group.split(" ", -1).length; i > 0 && !words.atEnd(); i--) {
            words.bare();
        }
        return words.atEnd() ? "" : ArgumentReader.shorten(words.bare());
    }

    private static String firstWords(String text, int from) {
        Words words = new Words(text, from);
        StringBuilder first = new StringBuilder();
        for (int i = 0; i < 3 && !words.atEnd() && first.length() < 40; i++) {
            first.append(first.isEmpty() ? "" : " ").append(ArgumentReader.shorten(words.bare()));
        }
        return first.toString();
    }

    /**
     * Skips {@code errand:}, {@code errand,} and {@code @errand}; returns where it started if it is
     * none of them.
     */
    private int skipName(String text, int start) {
        int at = text.startsWith("@", start) ? start + 1 : start;
        if (!text.regionMatches(true, at, botName, 0, botName.length())) {
            return start;
        }
        int end = at + botName.length();
        if (end < text.length() && (text.charAt(end) == ':' || text.charAt(end) == ',')) {
            return skipSpace(text, end + 1);
        }
        boolean mention =
                at > start && (end == text.length() || Character.isWhitespace(text.charAt(end)));
        return mention ? skipSpace(text, end) : start;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
