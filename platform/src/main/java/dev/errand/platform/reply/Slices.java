package dev.errand.platform.reply;

import java.util.ArrayList;
import java.util.List;

/** Parts of one unit, told by clusters of letters. */
final class Slices {

    private final Unit unit;
    private final String text;
    private final int[] starts;

    Slices(Unit unit, int[] clusterLengths) {
        this.unit = unit;
        this.text = unit.text();
        this.starts = new int[clusterLengths.length + 1];
        for (int i = 0; i < clusterLengths.length; i++) {
            starts[i + 1] = starts[i] + clusterLengths[i];
        }
    }

    /** The clusters from one up to another as a unit; only the first has the gap of the whole. */
    Unit unit(int from, int to) {
        return new Unit(unit.leaf(), from == 0 ? unit.gap() : "", runs(starts[from], starts[to]));
    }

    /** A cut after the last space in the second half, or where it was. */
    int atSpace(int from, int to) {
        if (to == starts.length - 1) {
            return to;
        }
        for (int cut = to; cut > (from + to) / 2; cut--) {
            if (text.charAt(starts[cut - 1]) == ' ') {
                return cut;
            }
        }
        return to;
    }

    private List<Run> runs(int from, int to) {
        if (unit.runs().size() == 1) {
            return List.of(unit.runs().getFirst().withText(text.substring(from, to)));
        }
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (Run run : unit.runs()) {
            int end = start + run.text().length();
            if (end > from && start < to) {
                runs.add(run.withText(text.substring(Math.max(start, from), Math.min(end, to))));
            }
            start = end;
        }
        return runs;
    }
}
