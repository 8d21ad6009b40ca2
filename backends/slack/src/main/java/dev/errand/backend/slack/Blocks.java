package dev.errand.backend.slack;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.errand.api.Reply;
import dev.errand.backend.spi.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cards and tables as Block Kit. What does not fit Slack's limits is left to text or a file. */
final class Blocks {

    private static final int TABLE_ROWS = 100;
    private static final int TABLE_COLUMNS = 20;
    private static final int TABLE_CHARACTERS = 10_000;
    private static final int SECTION = 3_000;
    private static final int FIELD = 2_000;
    private static final int FIELDS = 10;

    private final Dialect dialect;

    Blocks(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A table as a block whose cells are never read as notation; empty if it is too large. */
    Optional<String> table(Reply.Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.headings());
        rows.addAll(table.rows());
        int characters = rows.stream().flatMap(List::stream).mapToInt(String::length).sum();
        if (rows.size() > TABLE_ROWS
                || table.headings().size() > TABLE_COLUMNS
                || characters > TABLE_CHARACTERS) {
            return Optional.empty();
        }
        JsonArray lines = new JsonArray();
        for (List<String> row : rows) {
            JsonArray cells = new JsonArray();
            // A cell without text is refused.
            row.forEach(cell -> cells.add(textObject("raw_text", cell.isEmpty() ? " " : cell)));
            lines.add(cells);
        }
        JsonObject block = new JsonObject();
        block.addProperty("type", "table");
        block.add("rows", lines);
        JsonArray blocks = new JsonArray();
        blocks.add(block);
        return Optional.of(blocks.toString());
    }

    /** A table as a file that every spreadsheet opens. */
    static Reply.File csv(Reply.Table table) {
        StringBuilder lines = new StringBuilder();
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.headings());
        rows.addAll(table.rows());
        for (List<String> row : rows) {
            lines.append(String.join(",", row.stream().map(Blocks::cell).toList())).append('\n');
        }
        return new Reply.File(
                "table.csv",
                "text/csv",
                lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String cell(String cell) {
        // A spreadsheet would run what begins like a formula.
        String safe = cell.matches("(?s)[=+@\\t-].*[A-Za-z(|!].*") ? "'" + cell : cell;
        return safe.matches("(?s).*[\",\n\r].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /**
     * A card as an attachment with a coloured edge.
     *
     * @param card what to show
     * @param drawn the whole card as text, of which the middle is the body
     */
    String card(Reply.Card card, String drawn) {
        JsonArray blocks = new JsonArray();
        String title = title(card);
        String fields = fields(card.fields());
        if (drawn.startsWith(title)
                && drawn.endsWith(fields)
                && drawn.length() >= title.length() + fields.length()) {
            section(blocks, title);
            section(blocks, drawn.substring(title.length(), drawn.length() - fields.length()));
            fieldSections(blocks, card.fields());
        } else {
            section(blocks, drawn);
        }
        JsonObject attachment = new JsonObject();
        attachment.addProperty("color", color(card.tone()));
        attachment.addProperty("fallback", dialect.text(card.title()));
        attachment.add("blocks", blocks);
        JsonArray attachments = new JsonArray();
        attachments.add(attachment);
        return attachments.toString();
    }

    private String title(Reply.Card card) {
        String shown = dialect.text(card.title());
        String linked = card.link().map(url -> dialect.link(shown, url)).orElse(shown);
        return dialect.bold(linked);
    }

    private String fields(Map<String, String> fields) {
        List<String> lines = new ArrayList<>();
        fields.forEach((label, value) -> lines.add(dialect.text(label + ": " + value)));
        return String.join("\n", lines);
    }

    private void fieldSections(JsonArray blocks, Map<String, String> fields) {
        JsonArray shown = new JsonArray();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String text =
                    dialect.bold(dialect.text(field.getKey()))
                            + "\n"
                            + dialect.text(field.getValue());
            if (shown.size() == FIELDS || text.length() > FIELD) {
                addFields(blocks, shown);
                shown = new JsonArray();
            }
            if (text.length() > FIELD) {
                section(blocks, text);
            } else {
                shown.add(textObject("mrkdwn", text));
            }
        }
        addFields(blocks, shown);
    }

    private static void addFields(JsonArray blocks, JsonArray fields) {
        if (!fields.isEmpty()) {
            JsonObject section = new JsonObject();
            section.addProperty("type", "section");
            section.add("fields", fields);
            blocks.add(section);
        }
    }

    /** Cut at a line where it is too long for one section. */
    private static void section(JsonArray blocks, String text) {
        String rest = text.strip();
        while (!rest.isEmpty()) {
            int end = rest.length();
            if (end > SECTION) {
                int line = rest.lastIndexOf('\n', SECTION);
                end = line > 0 ? line : SECTION;
            }
            JsonObject section = new JsonObject();
            section.addProperty("type", "section");
            section.add("text", textObject("mrkdwn", rest.substring(0, end)));
            blocks.add(section);
            rest = rest.substring(end).strip();
        }
    }

    private static JsonObject textObject(String type, String text) {
        JsonObject object = new JsonObject();
        object.addProperty("type", type);
        object.addProperty("text", text);
        return object;
    }

    private static String color(Reply.Tone tone) {
        return switch (tone) {
            case NEUTRAL -> "#9aa0a6";
            case GOOD -> "#2eb67d";
            case WARNING -> "#ecb22e";
            case BAD -> "#e01e5a";
        };
    }
}
