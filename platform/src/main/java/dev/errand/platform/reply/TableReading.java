package dev.errand.platform.reply;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;

/**
 * Reads a table in Markdown: its cells become plain text, as they will stand in lines of fixed
 * width.
 */
final class TableReading {

    private TableReading() {}

    /**
     * A table of plain text.
     *
     * @param headings one for each column
     * @param rows each as long as the headings
     */
    record Cells(List<String> headings, List<List<String>> rows) {}

    static Cells read(TableBlock table, InlineReading inlines) {
        List<List<String>> all = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    all.add(row(row, inlines));
                }
            }
        }
        return new Cells(all.getFirst(), all.subList(1, all.size()));
    }

    private static List<String> row(Node row, InlineReading inlines) {
        List<String> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            if (cell instanceof TableCell) {
                cells.add(text(inlines.read(cell)));
            }
        }
        return cells;
    }

    private static String text(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            text.append(runs.get(i).text());
            String url = url(runs.get(i));
            boolean last = i == runs.size() - 1 || !url.equals(url(runs.get(i + 1)));
            if (last && !url.isEmpty() && !text.toString().endsWith(url)) {
                text.append(text.isEmpty() ? url : " (" + url + ")");
            }
        }
        return text.toString();
    }

    private static String url(Run run) {
        for (Mark mark : run.marks()) {
            if (mark instanceof Mark.Link link) {
                return link.url();
            }
        }
        return "";
    }
}
