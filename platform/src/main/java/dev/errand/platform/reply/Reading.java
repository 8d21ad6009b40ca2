package dev.errand.platform.reply;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes any reply into units, without secrets. */
final class Reading {

    private final Redaction redaction;
    private final Dialect dialect;
    private final List<Unit> units = new ArrayList<>();

    private Reading(Redaction redaction, Dialect dialect) {
        this.redaction = redaction;
        this.dialect = dialect;
    }

    static List<Unit> read(Reply reply, Redaction redaction, Dialect dialect) {
        Reading reading = new Reading(redaction, dialect);
        switch (reply) {
            case Reply.Text(String markdown) -> reading.markdown(markdown);
            case Reply.Plain(String text) -> reading.plain(text);
            case Reply.Code(String text, String language) -> reading.code(text, language);
            case Reply.Table table -> reading.table(table);
            case Reply.Card card -> reading.card(card);
            case Reply.File file -> reading.file(file);
        }
        return reading.units;
    }

    private void markdown(String markdown) {
        units.addAll(MarkdownReading.read(Source.clean(markdown), redaction, new Columns(dialect)));
    }

    private void plain(String text) {
        // The line feed keeps the first line's indentation: white space after one is never dropped.
        words(List.of(new Run("\n" + shown(text))));
    }

    private void code(String text, String language) {
        String lines = shown(text);
        int end = lines.length();
        while (end > 0 && lines.charAt(end - 1) == '\n') {
            end--;
        }
        if (!lines.isBlank()) {
            Leaf.Shape shape = new Leaf.Shape.Code(MarkdownReading.language(language));
            Words.addLines(new Leaf(shape, List.of(), true), lines.substring(0, end), units);
        }
    }

    private void table(Reply.Table table) {
        TableReading.Cells cells =
                new TableReading.Cells(
                        table.headings().stream().map(this::shown).toList(),
                        table.rows().stream()
                                .map(row -> row.stream().map(this::shown).toList())
                                .toList());
        new Columns(dialect).add(cells, List.of(), true, units);
    }

    private void card(Reply.Card card) {
        List<Mark> marks = new ArrayList<>(List.of(Mark.Style.BOLD));
        Optional<String> url = card.link().map(redaction::redact);
        url.filter(WebAddress::allowed)
                .map(WebAddress::encoded)
                .ifPresent(to -> marks.add(new Mark.Link(to, 0)));
        String title = oneLine(shown(card.title()));
        if (!title.isEmpty()) {
            words(List.of(new Run(List.copyOf(marks), false, title)));
        }
        markdown(card.body());
        StringBuilder fields = new StringBuilder();
        card.fields()
                .forEach((label, value) ->
                        fields.append(fields.isEmpty() ? "" : "\n")
                                .append(oneLine(shown(label + ": " + value))));
        words(List.of(new Run(fields.toString())));
    }

    private void file(Reply.File file) {
        String name = oneLine(shown(file.name()));
        Optional<String> text = Source.text(file.content());
        if (text.isPresent()) {
            words(
                    List.of(
                            new Run(List.of(Mark.Style.BOLD), false, name),
                            new Run(text.get().isBlank() ? " (empty)" : "")));
            code(text.get(), "");
        } else {
            words(
                    List.of(
                            new Run(
                                    "This chat cannot show the file "
                                            + name
                                            + " ("
                                            + size(file.content().length)
                                            + ")")));
        }
    }

    private void words(List<Run> runs) {
        Words.add(new Leaf(new Leaf.Shape.Prose(), List.of(), true), runs, units);
    }

    private String shown(String text) {
        return redaction.redact(Source.clean(text));
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').strip();
    }

    private static String size(int bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
