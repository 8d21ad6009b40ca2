package dev.errand.platform.reply;

import dev.errand.backend.spi.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts units into texts that each fit one message. */
final class Splitting {

    private final Dialect dialect;
    private final Pen pen;
    private final List<Unit> units;
    private int limit;
    private int at;
    private int lineEnd;
    private int lately = 16;

    /**
     * Made for one reply.
     *
     * @param units what to cut; changed where a unit is too long for any message
     * @param dialect how it is written
     * @param limit the longest text
     */
    Splitting(List<Unit> units, Dialect dialect, int limit) {
        this.units = units;
        this.dialect = dialect;
        this.pen = new Pen(dialect);
        this.limit = limit;
    }

    /** The next message's text, or nothing if all are made. */
    Optional<String> next() {
        while (at < units.size()) {
            int end = dialect.multiline() ? goodEnd(longest(units.size())) : longest(endOfLine());
            if (end == at) {
                int before = units.size();
                Breaking.shorten(units, at, unit -> fits(pen.draw(List.of(unit), before())));
                lineEnd += units.size() - before;
                continue;
            }
            String drawn = draw(end);
            at = end;
            if (!dialect.multiline()) {
                drawn = drawn.replace('\n', ' ');
            }
            if (!drawn.isBlank()) {
                return Optional.of(drawn);
            }
        }
        return Optional.empty();
    }

    /** All that is left. */
    List<String> all() {
        List<String> texts = new ArrayList<>();
        Optional<String> text = next();
        while (text.isPresent()) {
            texts.add(text.get());
            text = next();
        }
        return texts;
    }

    /** Where the next message begins. */
    int position() {
        return at;
    }

    /** Goes on from an earlier position, with less room in each message. */
    void restart(int position, int room) {
        at = position;
        limit = room;
        lineEnd = 0;
    }

    private boolean fits(String drawn) {
        return dialect.length(drawn) <= limit;
    }

    private Optional<Unit> before() {
        return at == 0 ? Optional.empty() : Optional.of(units.get(at - 1));
    }

    private String draw(int end) {
        return pen.draw(units.subList(at, end), before());
    }

    /**
     * The largest end up to a bound whose text fits, looked for by steps that grow, up or down from
     * as many units as the last message took, and then halve: the messages of one reply are mostly
     * alike, and each text is drawn a few times only.
     */
    private int longest(int bound) {
        if (limit == Integer.MAX_VALUE) {
            return bound;
        }
        int good = at;
        int bad = bound + 1;
        int guess = Math.min(bound, at + lately);
        boolean more = fits(draw(guess));
        if (more) {
            good = guess;
        } else {
            bad = guess;
        }
        for (int step = 1;
                more ? good < bound && bad > bound : good == at && bad - at > step;
                step *= 2) {
            int end = more ? Math.min(bound, good + step) : bad - step;
            if (fits(draw(end))) {
                good = end;
            } else {
                bad = end;
            }
        }
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (fits(draw(middle))) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        lately = Math.max(1, good - at);
        return good;
    }

    /**
     * Looked for once a line: a line may be a megabyte of words, and each message takes a few of
     * them.
     */
    private int endOfLine() {
        if (at < lineEnd) {
            return lineEnd;
        }
        lineEnd = at + 1;
        while (lineEnd < units.size()
                && units.get(lineEnd).leaf() == units.get(at).leaf()
                && !units.get(lineEnd).startsLine()) {
            lineEnd++;
        }
        return lineEnd;
    }

    /**
     * Rather cuts between blocks, or else between lines, if that leaves the message more than half
     * full.
     */
    private int goodEnd(int end) {
        if (end == units.size() || end == at) {
            return end;
        }
        int good = end;
        int line = lastStart(end, false);
        int block = lastStart(end, true);
        if (block > at && halfFull(block)) {
            good = block;
        } else if (line > at && halfFull(line)) {
            good = line;
        }
        Unit last = units.get(good - 1);
        int start = firstOf(good - 1);
        return start > at && lonely(last, units.get(good)) ? start : good;
    }

    /** A heading at the end of a message, with what it announces in the next. */
    private static boolean lonely(Unit last, Unit next) {
        return switch (last.leaf().shape()) {
            case Leaf.Shape.Heading heading -> true;
            case Leaf.Shape.Grid grid -> last.gap().isEmpty() && next.leaf() == last.leaf();
            case Leaf.Shape.Prose(), Leaf.Shape.Code(String _), Leaf.Shape.Rule() -> false;
        };
    }

    private boolean halfFull(int end) {
        return dialect.length(draw(end)) >= limit / 2;
    }

    /**
     * Where the last block or line begins that a cut would divide; the cut itself if it divides
     * none.
     */
    private int lastStart(int cut, boolean block) {
        int start = cut;
        while (start > at && units.get(start).leaf() == units.get(start - 1).leaf()) {
            if (!block && units.get(start).startsLine()) {
                return start;
            }
            start--;
        }
        return start;
    }

    private int firstOf(int unit) {
        int first = unit;
        while (first > at && units.get(first - 1).leaf() == units.get(unit).leaf()) {
            first--;
        }
        return first;
    }
}
