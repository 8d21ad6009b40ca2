package dev.errand.backend.console;

import dev.errand.api.Default;

/**
 * What {@code errand.conf} says about a console.
 *
 * @param user the account and name of the person at the console
 * @param color whether replies are drawn with colours
 */
public record ConsoleSettings(@Default("admin") String user, @Default("auto") Color color) {

    /** Refuses a name that nobody could type. */
    public ConsoleSettings {
        if (user.isBlank()
                || user.chars()
                        .anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "user is the name of the person at the console, one word such as \"admin\"; not \""
                            + user
                            + "\"");
        }
    }

    /** When to draw with colours. */
    public enum Color {
        /** At a terminal that knows them, unless {@code NO_COLOR} is set. */
        AUTO,
        /** Even into a pipe or file. */
        ALWAYS,
        /** Plain text only. */
        NEVER
    }
}
