package dev.errand.platform.config;

import com.typesafe.config.ConfigException;

/**
 * Says in plain words what the parser has found. Its own messages quote the text around the
 * mistake, which may be a password, so none of them is passed on.
 */
final class SyntaxWords {

    private SyntaxWords() {}

    static Problem problem(ConfigException e) {
        return new Problem("", HoconFile.place(e.origin()), cause(String.valueOf(e.getMessage())));
    }

    static Problem unresolved(ConfigException e, String name, boolean cycle) {
        String what = Words.quoted("${" + name + "}");
        return new Problem(
                "",
                HoconFile.place(e.origin()),
                cycle
                        ? what + " leads back to itself."
                        : what
                                + " has no value: no setting and no environment variable is called so."
                                + " Set it, or write ${?"
                                + name
                                + "} if it may be absent.");
    }

    private static String cause(String message) {
        if (message.contains("may not be followed by")
                || message.contains("Expecting a value but got wrong token: end of file")) {
            // The parser gives the line of what follows the key.
            return "Here or on the lines before, a key has no value. Write key = value, or key { … }.";
        }
        if (message.contains("unbalanced close")) {
            return "There is a closing bracket or brace too many.";
        }
        if (message.contains("was not closed")) {
            return "A ${ is not closed. Write ${NAME}.";
        }
        if (message.contains("unescaped newline")) {
            return "A text in quotes does not end on its line. Close it, or use three quotes for several lines.";
        }
        if (message.contains("string quote was still open") || message.contains("end of file")) {
            return "Something is still open where the file ends. Look for a missing }, ] or \".";
        }
        if (message.contains("valid escape sequence")) {
            return "A backslash in quotes begins an escape. Write two of them for one.";
        }
        if (message.contains("'$' not followed by")) {
            return "A $ stands alone. Put the text it belongs to in quotes.";
        }
        if (message.contains("Reserved character")) {
            return "A character here needs quotes around its text (one of $ { } [ ] : = , + # ` ^ ? ! @ * & \\).";
        }
        if (message.contains("include parameter")) {
            return "An include names a file in quotes. Write include \"more.conf\".";
        }
        if (message.contains("concatenate")) {
            return "A text, a list and a group cannot be joined to one value. Is a comma or a line break missing?";
        }
        if (message.contains("at file root")) {
            return "The file holds a list. It must hold settings: key = value.";
        }
        return "This is not understood. A setting is written key = value, a text with special characters in quotes.";
    }
}
