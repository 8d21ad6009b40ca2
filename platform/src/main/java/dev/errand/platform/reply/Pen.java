package dev.errand.platform.reply;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws neighbouring units as one text, from the inside out. */
final class Pen {

    private final Dialect dialect;

    Pen(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Draws units.
     *
     * @param units the units
     * @param before the unit before them in the reply, to know which items of lists go on
     */
    String draw(List<Unit> units, Optional<Unit> before) {
        return frame(units, before.map(unit -> unit.leaf().frames()).orElse(List.of()), 0);
    }

    private String frame(List<Unit> units, List<Frame> open, int depth) {
        StringBuilder drawn = new StringBuilder();
        int from = 0;
        while (from < units.size()) {
            Leaf leaf = units.get(from).leaf();
            boolean framed = leaf.frames().size() > depth;
            int to = from + 1;
            while (to < units.size() && together(leaf, units.get(to).leaf(), depth)) {
                to++;
            }
            boolean tight = framed ? leaf.frames().get(depth).tight() : leaf.tight();
            if (from > 0) {
                drawn.append(tight ? "\n" : "\n\n");
            }
            List<Unit> group = units.subList(from, to);
            drawn.append(
                    framed
                            ? framed(group, from == 0 ? open : List.of(), depth)
                            : leaf(leaf, group));
            from = to;
        }
        return drawn.toString();
    }

    private static boolean together(Leaf first, Leaf next, int depth) {
        if (first.frames().size() > depth) {
            return next.frames().size() > depth
                    && next.frames().get(depth) == first.frames().get(depth);
        }
        return next == first;
    }

    private String framed(List<Unit> group, List<Frame> open, int depth) {
        Frame frame = group.getFirst().leaf().frames().get(depth);
        boolean goesOn = open.size() > depth && open.get(depth) == frame;
        String inner = frame(group, goesOn ? open : List.of(), depth + 1);
        if (frame.quote()) {
            return dialect.quote(inner).stripTrailing();
        }
        // An item that goes on in another message has shown its marker there.
        return goesOn ? inner : dialect.item(frame.marker(), inner).stripTrailing();
    }

    private String leaf(Leaf leaf, List<Unit> units) {
        return switch (leaf.shape()) {
            case Leaf.Shape.Prose() -> line(units, false);
            case Leaf.Shape.Heading(int level) -> dialect.heading(level, line(units, true));
            case Leaf.Shape.Code(String language) -> dialect.codeBlock(language, lines(units));
            case Leaf.Shape.Grid(String header) ->
                    dialect.table(
                            header.isEmpty() || units.getFirst().gap().isEmpty()
                                    ? lines(units)
                                    : header + "\n" + lines(units));
            case Leaf.Shape.Rule() -> dialect.rule();
        };
    }

    private static String lines(List<Unit> units) {
        StringBuilder all = new StringBuilder(units.getFirst().text());
        for (Unit unit : units.subList(1, units.size())) {
            all.append(unit.gap()).append(unit.text());
        }
        return all.toString();
    }

    private String line(List<Unit> units, boolean oneLine) {
        List<Run> runs = new ArrayList<>(units.size() * 2);
        for (Unit unit : units) {
            String gap = runs.isEmpty() ? indent(unit.gap()) : unit.gap();
            if (!gap.isEmpty()) {
                runs.add(gap(oneLine ? gap.replace('\n', ' ') : gap, runs, unit.runs().getFirst()));
            }
            runs.addAll(unit.runs());
        }
        return runs(runs, 0);
    }

    private static String indent(String gap) {
        int line = gap.lastIndexOf('\n');
        return line < 0 ? "" : gap.substring(line + 1);
    }

    /**
     * White space takes the styles of both sides; a style that spans lines is closed and opened
     * again, as not all chats let it span.
     */
    private static Run gap(String gap, List<Run> before, Run after) {
        if (before.isEmpty() || gap.indexOf('\n') >= 0) {
            return new Run(gap);
        }
        List<Mark> left = before.getLast().marks();
        int same = 0;
        while (same < Math.min(left.size(), after.marks().size())
                && left.get(same).equals(after.marks().get(same))
                && left.get(same) instanceof Mark.Style) {
            same++;
        }
        return new Run(left.subList(0, same), false, gap);
    }

    private String runs(List<Run> runs, int depth) {
        StringBuilder drawn = new StringBuilder();
        int from = 0;
        while (from < runs.size()) {
            Run first = runs.get(from);
            int to = from + 1;
            while (to < runs.size() && alike(first, runs.get(to), depth)) {
                to++;
            }
            List<Run> group = runs.subList(from, to);
            drawn.append(
                    first.marks().size() > depth
                            ? marked(first.marks().get(depth), group, depth)
                            : plain(group));
            from = to;
        }
        return drawn.toString();
    }

    private static boolean alike(Run first, Run next, int depth) {
        if (first.marks().size() > depth) {
            return next.marks().size() > depth
                    && next.marks().get(depth).equals(first.marks().get(depth));
        }
        return next.marks().size() <= depth && first.code() == next.code();
    }

    private String marked(Mark mark, List<Run> group, int depth) {
        String inner = runs(group, depth + 1);
        return switch (mark) {
            case Mark.Style.BOLD -> dialect.bold(inner);
            case Mark.Style.ITALIC -> dialect.italic(inner);
            case Mark.Style.STRIKE -> dialect.strike(inner);
            case Mark.Link link -> dialect.link(inner, link.url());
            case Mark.OfPerson(PersonId id) -> dialect.mention(new Person(id, names(group)));
            case Mark.OfRoom(RoomId id) -> dialect.mention(new Room(id, names(group), false));
        };
    }

    private static String names(List<Run> group) {
        StringBuilder all = new StringBuilder();
        group.forEach(run -> all.append(run.text()));
        return all.toString();
    }

    private String plain(List<Run> group) {
        String text = names(group);
        return group.getFirst().code()
                ? dialect.code(text)
                : text.isEmpty() ? "" : dialect.text(text);
    }
}
