package dev.errand.platform.reply;

import java.util.List;

/**
 * A piece of a line that looks the same from end to end.
 *
 * @param marks what lies around it, outermost first; at most one of each style and one link
 * @param code whether it is code inside the line
 * @param text the text itself, not drawn
 */
record Run(List<Mark> marks, boolean code, String text) {

    Run(String text) {
        this(List.of(), false, text);
    }

    Run withText(String other) {
        return new Run(marks, code, other);
    }

    /** Whether a space in it is no place to cut. */
    boolean atomic() {
        return code || marks.stream().anyMatch(mark -> !(mark instanceof Mark.Style));
    }
}
