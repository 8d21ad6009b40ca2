package dev.errand.platform.config;

import java.util.List;

/**
 * One thing that is wrong with the configuration.
 *
 * @param path which setting, such as {@code execution.deadline}; empty for the file as a whole
 * @param place where it is written, such as {@code errand.conf:12} or {@code environment variable
 *     ERRAND_NAME}; empty when it is written nowhere
 * @param message what is wrong, which value, and what would work; never holds a secret
 */
public record Problem(String path, String place, String message) {

    /** All of them as one text for a person: a line with the count, then one line each. */
    public static String describe(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        text.append(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        text.append(" in the configuration:");
        for (Problem problem : problems) {
            text.append("\n  ").append(problem);
        }
        return text.toString();
    }

    /** One line: place, path, message. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        if (!place.isEmpty()) {
            line.append(place).append(": ");
        }
        if (!path.isEmpty()) {
            line.append(path).append(": ");
        }
        return line.append(message).toString();
    }
}
