package dev.errand.platform.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parts of one unit, told by clusters of letters. */
final class Slices {

    private final Unit unit;
    private final String text;
    private final int[] starts;
    private final int[] runStarts;

    Slices(Unit unit, int[] clusterLengths) {
        this.unit = unit;
        this.text = unit.text();
        this.starts = new int[clusterLengths.length + 1];
        for (int i = 0; i < clusterLengths.length; i++) {
            starts[i + 1] = starts[i] + clusterLengths[i];
        }
        this.runStarts = new int[unit.runs().size() + 1];
        for (int i = 0; i < unit.runs().size(); i++) {
            runStarts[i + 1] = runStarts[i] + unit.runs().get(i).text().length();
        }
    }

    /** The clusters from one up to another as a unit; only the first has the gap of the whole. */
    Unit unit(int from, int to) {
        return new Unit(unit.leaf(), from == 0 ? unit.gap() : "", runs(starts[from], starts[to]));
    }

    /** A cut after the last space that has a word before it, or where it was. */
    int atSpace(int from, int to) {
        if (to == starts.length - 1) {
            return to;
        }
        int cut = to;
        while (cut > from && text.charAt(starts[cut - 1]) != ' ') {
            cut--;
        }
        boolean word = !text.substring(starts[from], starts[cut]).isBlank();
        return word ? cut : to;
    }

    private List<Run> runs(int from, int to) {
        List<Run> runs = new ArrayList<>();
        for (int i = runAt(from); i < unit.runs().size() && runStarts[i] < to; i++) {
            Run run = unit.runs().get(i);
            int begin = Math.max(from - runStarts[i], 0);
            runs.add(
                    run.withText(
                            run.text()
                                    .substring(
                                            begin, Math.min(to, runStarts[i + 1]) - runStarts[i])));
        }
        return runs;
    }

    private int runAt(int position) {
        int at = Arrays.binarySearch(runStarts, position);
        return at < 0 ? -at - 2 : at;
    }
}
