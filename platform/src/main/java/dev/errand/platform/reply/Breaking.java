package dev.errand.platform.reply;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Makes a unit that no message can hold into units that one can. What is lost is notation first,
 * and never text.
 */
final class Breaking {

    private final Predicate<Unit> fits;

    private Breaking(Predicate<Unit> fits) {
        this.fits = fits;
    }

    /** Replaces one unit. */
    static void shorten(List<Unit> units, int at, Predicate<Unit> fits) {
        List<Unit> shorter = new Breaking(fits).shorter(units.get(at));
        units.set(at, shorter.getFirst());
        units.addAll(at + 1, shorter.subList(1, shorter.size()));
    }

    private List<Unit> shorter(Unit unit) {
        Unit bare = new Unit(unit.leaf().bare(), unit.gap(), unit.runs());
        if (!unit.leaf().frames().isEmpty() && fits.test(bare)) {
            return List.of(bare);
        }
        if (unit.leaf().shape() instanceof Leaf.Shape.Grid(String header) && !header.isEmpty()) {
            Leaf headless = new Leaf(new Leaf.Shape.Grid(""), List.of(), true);
            return List.of(new Unit(headless, unit.gap(), unit.runs()));
        }
        if (unit.runs().stream().anyMatch(run -> !url(run).isEmpty())) {
            return withoutLinks(unit);
        }
        Leaf prose = new Leaf(new Leaf.Shape.Prose(), List.of(), true);
        Unit plain = new Unit(prose, unit.gap(), List.of(new Run(unit.text())));
        if (plain.text().isEmpty()) {
            return List.of(plain);
        }
        for (Unit candidate : List.of(unit, bare, plain)) {
            List<Unit> pieces = pieces(candidate, clusters(candidate.text()), false);
            if (!pieces.isEmpty()) {
                return pieces;
            }
        }
        return pieces(plain, plain.text().codePoints().map(Character::charCount).toArray(), true);
    }

    /** A link too long for a message becomes its text and its address. */
    private static List<Unit> withoutLinks(Unit unit) {
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(unit.gap()));
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < unit.runs().size(); i++) {
            Run run = unit.runs().get(i);
            String url = url(run);
            List<Mark> styles = run.marks().stream().filter(Mark.Style.class::isInstance).toList();
            runs.add(new Run(styles, run.code(), run.text()));
            shown.append(run.text());
            boolean last = i == unit.runs().size() - 1 || !url.equals(url(unit.runs().get(i + 1)));
            if (last && !url.isEmpty()) {
                boolean shows = shown.toString().endsWith(url);
                runs.add(new Run(shows ? "" : shown.isEmpty() ? url : " (" + url + ")"));
                shown.setLength(0);
            }
        }
        List<Unit> units = new ArrayList<>();
        Words.add(unit.leaf(), runs, units);
        return units;
    }

    private static String url(Run run) {
        for (Mark mark : run.marks()) {
            if (mark instanceof Mark.Link link) {
                return link.url();
            }
        }
        return "";
    }

    private static int[] clusters(String text) {
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        int[] lengths = new int[text.length()];
        int count = 0;
        int from = clusters.first();
        for (int to = clusters.next(); to != BreakIterator.DONE; to = clusters.next()) {
            lengths[count++] = to - from;
            from = to;
        }
        return java.util.Arrays.copyOf(lengths, count);
    }

    /**
     * Pieces that each fit a message, or none if not even one cluster of letters fits and need not
     * be forced.
     */
    private List<Unit> pieces(Unit unit, int[] clusters, boolean force) {
        Slices slices = new Slices(unit, clusters);
        List<Unit> pieces = new ArrayList<>();
        int at = 0;
        while (at < clusters.length) {
            int end = longest(slices, at, clusters.length);
            if (end == at && !force) {
                return List.of();
            }
            end = Math.max(slices.atSpace(at, end), at + 1);
            pieces.add(slices.unit(at, end));
            at = end;
        }
        return pieces;
    }

    private int longest(Slices slices, int at, int bound) {
        int good = at;
        int bad = bound + 1;
        for (int step = 64; good < bound && bad > bound; step *= 2) {
            int end = Math.min(bound, good + step);
            if (fits.test(slices.unit(at, end))) {
                good = end;
            } else {
                bad = end;
            }
        }
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (fits.test(slices.unit(at, middle))) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }
}
