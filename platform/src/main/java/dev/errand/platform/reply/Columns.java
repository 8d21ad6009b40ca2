package dev.errand.platform.reply;

import dev.errand.backend.spi.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sets a table as aligned lines, or as one record after the other if the lines would be too wide.
 */
final class Columns {

    private static final int WIDEST = 100;
    private static final String BETWEEN = "  ";

    private static final Pattern NUMBER =
            Pattern.compile(
                    "[-+−]?[0-9][0-9.,_ ']{0,30}+(?:[eE][-+]?[0-9]{1,4})?+ ?[%a-zA-Zµ€$£]{0,5}+");

    private final Dialect dialect;

    Columns(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Adds a table to a reply. */
    void add(TableReading.Cells table, List<Frame> frames, boolean tight, List<Unit> units) {
        List<List<String>> all = new ArrayList<>();
        all.add(table.headings().stream().map(Columns::oneLine).toList());
        table.rows().forEach(row -> all.add(row.stream().map(Columns::oneLine).toList()));
        int[] widths = widths(all);
        int total = BETWEEN.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        if (total > WIDEST || !addLines(all, widths, frames, tight, units)) {
            addRecords(all, frames, tight, units);
        }
    }

    private static String oneLine(String cell) {
        return cell.replace("\r\n", " ")
                .replace('\n', ' ')
                .replace('\r', ' ')
                .replace('\t', ' ')
                .strip();
    }

    private static int[] widths(List<List<String>> all) {
        int[] widths = new int[all.getFirst().size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        return widths;
    }

    private boolean addLines(
            List<List<String>> all,
            int[] widths,
            List<Frame> frames,
            boolean tight,
            List<Unit> units) {
        boolean[] right = rightAligned(all, widths.length);
        List<String> lines = all.stream().map(row -> line(row, widths, right)).toList();
        String header = lines.getFirst();
        // Where each line is a message of its own, a line under the heading would be one too.
        String top = dialect.multiline() ? header + "\n" + underline(widths) : header;
        if (!fits(top, lines)) {
            return false;
        }
        Leaf leaf = new Leaf(new Leaf.Shape.Grid(dialect.multiline() ? top : ""), frames, tight);
        units.add(new Unit(leaf, "", List.of(new Run(top))));
        lines.subList(1, lines.size())
                .forEach(line -> units.add(new Unit(leaf, "\n", List.of(new Run(line)))));
        return true;
    }

    private boolean fits(String top, List<String> lines) {
        if (dialect.maxLength() == Integer.MAX_VALUE) {
            return true;
        }
        for (String line : lines) {
            if (dialect.length(dialect.table(top + "\n" + line)) > dialect.maxLength()) {
                return false;
            }
        }
        return true;
    }

    /** A column of numbers is easier to read from its right end. */
    private static boolean[] rightAligned(List<List<String>> all, int columns) {
        boolean[] right = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            int column = i;
            List<String> filled =
                    all.stream()
                            .skip(1)
                            .map(row -> row.get(column))
                            .filter(c -> !c.isEmpty())
                            .toList();
            right[i] =
                    !filled.isEmpty()
                            && filled.stream().allMatch(cell -> NUMBER.matcher(cell).matches());
        }
        return right;
    }

    private static String line(List<String> row, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - DisplayWidth.of(row.get(i)));
            line.append(i == 0 ? "" : BETWEEN);
            line.append(right[i] ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String underline(int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : BETWEEN).append("-".repeat(widths[i]));
        }
        return line.toString();
    }

    private static void addRecords(
            List<List<String>> all, List<Frame> frames, boolean tight, List<Unit> units) {
        List<String> headings = all.getFirst();
        if (all.size() == 1) {
            addRecord(
                    headings,
                    headings.stream().map(h -> "").toList(),
                    new Leaf(new Leaf.Shape.Prose(), frames, tight),
                    units);
        }
        boolean first = true;
        for (List<String> row : all.subList(1, all.size())) {
            Leaf leaf = new Leaf(new Leaf.Shape.Prose(), frames, first && tight);
            addRecord(headings, row, leaf, units);
            first = false;
        }
    }

    private static void addRecord(
            List<String> headings, List<String> row, Leaf leaf, List<Unit> units) {
        StringBuilder record = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            record.append(record.isEmpty() ? "" : "\n");
            record.append(headings.get(i))
                    .append(headings.get(i).isEmpty() ? "" : ": ")
                    .append(row.get(i));
        }
        Words.add(leaf, List.of(new Run(record.toString())), units);
    }
}
