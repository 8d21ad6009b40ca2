package dev.errand.platform.reply;

import java.util.List;

/**
 * The smallest thing that is not cut: a word, a line of code, a row.
 *
 * @param leaf the block it belongs to
 * @param gap the white space before it if another unit of the block precedes it in the message
 * @param runs what it consists of, at least one
 */
record Unit(Leaf leaf, String gap, List<Run> runs) {

    boolean startsLine() {
        return gap.indexOf('\n') >= 0;
    }

    /** All of its text, without notation. */
    String text() {
        if (runs.size() == 1) {
            return runs.getFirst().text();
        }
        StringBuilder all = new StringBuilder();
        runs.forEach(run -> all.append(run.text()));
        return all.toString();
    }
}
