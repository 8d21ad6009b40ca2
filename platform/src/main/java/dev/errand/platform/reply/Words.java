package dev.errand.platform.reply;

import java.util.ArrayList;
import java.util.List;

/** Cuts runs into words, and lines into units. */
final class Words {

    private final Leaf leaf;
    private final List<Unit> units;
    private final List<Run> word = new ArrayList<>();
    private final StringBuilder gap = new StringBuilder();

    private Words(Leaf leaf, List<Unit> units) {
        this.leaf = leaf;
        this.units = units;
    }

    /**
     * Adds a block of words; a block without any still shows its frames, such as a list item's
     * number.
     */
    static void add(Leaf leaf, List<Run> runs, List<Unit> units) {
        Words words = new Words(leaf, units);
        int before = units.size();
        for (Run run : runs) {
            words.add(run);
        }
        words.endWord();
        if (units.size() == before && !leaf.frames().isEmpty()) {
            units.add(new Unit(leaf, "", List.of(new Run(""))));
        }
    }

    /** Adds a block of lines, each a unit. */
    static void addLines(Leaf leaf, String text, List<Unit> units) {
        String gap = "";
        for (String line : text.split("\n", -1)) {
            units.add(new Unit(leaf, gap, List.of(new Run(line))));
            gap = "\n";
        }
    }

    private void add(Run run) {
        if (run.atomic()) {
            word.add(run.withText(run.text().replace('\n', ' ')));
            return;
        }
        String text = run.text();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            boolean space = isSpace(text.charAt(from));
            while (to < text.length() && isSpace(text.charAt(to)) == space) {
                to++;
            }
            if (space) {
                endWord();
                gap.append(text, from, to);
            } else {
                word.add(run.withText(text.substring(from, to)));
            }
            from = to;
        }
    }

    private void endWord() {
        if (!word.isEmpty()) {
            units.add(new Unit(leaf, gap.toString(), List.copyOf(word)));
            word.clear();
            gap.setLength(0);
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }
}
