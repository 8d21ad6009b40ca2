package dev.errand.backend.irc;

import java.util.Optional;

/**
 * One line of talk, read without Kitteh.
 *
 * <p>Kitteh hands each line to another thread and offers it to every listener: 30 to 40 µs, more
 * than all else that is done to a line that is no command. What people say is nearly all that
 * comes, so it goes by here.
 *
 * @param tags what stands between the first {@code @} and space, empty without
 * @param prefix who
 * @param command {@code PRIVMSG} or {@code NOTICE}
 * @param target whom it is for
 * @param text what it says
 */
record Line(String tags, Prefix prefix, String command, String target, String text) {

    /** Reads it, if it is a line of talk at all. */
    static Optional<Line> talk(String line) {
        int start = afterTags(line);
        if (start >= line.length() || line.charAt(start) != ':') {
            return Optional.empty();
        }
        int command = afterWord(line, start);
        if (!line.startsWith("PRIVMSG ", command) && !line.startsWith("NOTICE ", command)) {
            return Optional.empty();
        }
        int target = afterWord(line, command);
        int text = afterWord(line, target);
        if (text >= line.length()) {
            return Optional.empty();
        }
        return Optional.of(
                new Line(
                        line.startsWith("@") ? line.substring(1, line.indexOf(' ')) : "",
                        Prefix.of(line.substring(start, command)),
                        word(line, command),
                        word(line, target),
                        line.charAt(text) == ':' ? line.substring(text + 1) : word(line, text)));
    }

    /** The word after the prefix, whatever the line says. */
    static String command(String line) {
        int start = afterTags(line);
        int command =
                start < line.length() && line.charAt(start) == ':' ? afterWord(line, start) : start;
        return word(line, command);
    }

    private static int afterTags(String line) {
        return line.startsWith("@") ? afterWord(line, 0) : 0;
    }

    private static int afterWord(String line, int start) {
        int end = line.indexOf(' ', start);
        if (end < 0) {
            return line.length();
        }
        while (end < line.length() && line.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private static String word(String line, int start) {
        int end = line.indexOf(' ', start);
        return line.substring(Math.min(start, line.length()), end < 0 ? line.length() : end);
    }

    /** What the server says beside the line; empty also for a tag without a value. */
    Optional<String> tag(String name) {
        for (int at = 0; at < tags.length(); ) {
            int end = tags.indexOf(';', at);
            int next = end < 0 ? tags.length() : end;
            if (tags.startsWith(name, at)
                    && at + name.length() < next
                    && tags.charAt(at + name.length()) == '=') {
                String value = tags.substring(at + name.length() + 1, next);
                return value.isEmpty() ? Optional.empty() : Optional.of(plain(value));
            }
            at = next + 1;
        }
        return Optional.empty();
    }

    /** Whether a tag is there, with or without a value. */
    boolean has(String name) {
        if (tags.isEmpty()) {
            return false;
        }
        int at = (";" + tags).indexOf(";" + name);
        while (at >= 0) {
            int end = at + name.length();
            if (end >= tags.length() || tags.charAt(end) == '=' || tags.charAt(end) == ';') {
                return true;
            }
            at = (";" + tags).indexOf(";" + name, at + 1);
        }
        return false;
    }

    private static String plain(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (++i < value.length()) {
                plain.append(
                        switch (value.charAt(i)) {
                            case ':' -> ';';
                            case 's' -> ' ';
                            case 'r' -> '\r';
                            case 'n' -> '\n';
                            default -> value.charAt(i);
                        });
            }
        }
        return plain.toString();
    }
}
