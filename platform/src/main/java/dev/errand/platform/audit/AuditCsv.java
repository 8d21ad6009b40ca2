package dev.errand.platform.audit;

import java.time.temporal.ChronoUnit;

/** A record as a line for a spreadsheet. */
final class AuditCsv {

    /**
     * What begins a formula; spreadsheets pass over spaces before it and take the wide forms too.
     */
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private AuditCsv() {}

    static String line(AuditTrail.Kept kept) {
        AuditRecord entry = kept.entry();
        return String.join(
                ",",
                Long.toString(kept.number()),
                entry.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                cell(entry.who().toString()),
                cell(entry.where().toString()),
                cell(entry.command()),
                cell(entry.arguments()),
                cell(entry.rule()),
                cell(entry.outcome()),
                cell(entry.incident().orElse("")),
                Long.toString(entry.took().toMillis()));
    }

    /**
     * A spreadsheet must not take what somebody typed for a formula, nor a reader of lines for a
     * record, nor a terminal for a command.
     */
    private static String cell(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 8).append('"');
        text.chars()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .limit(1)
                .filter(c -> FORMULA.indexOf(c) >= 0)
                .forEach(c -> shown.append('\''));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Unseen.is(c)) {
                shown.append(Unseen.written(c));
            } else {
                shown.append(c == '"' ? "\"\"" : c);
            }
        }
        return shown.append('"').toString();
    }
}
