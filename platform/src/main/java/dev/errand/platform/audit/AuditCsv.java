package dev.errand.platform.audit;

/** A record as a line for a spreadsheet. */
final class AuditCsv {

    private AuditCsv() {}

    static String line(AuditTrail.Kept kept) {
        AuditRecord entry = kept.entry();
        return String.join(
                ",",
                Long.toString(kept.number()),
                entry.at().toString(),
                cell(entry.who().toString()),
                cell(entry.where().toString()),
                cell(entry.command()),
                cell(entry.arguments()),
                cell(entry.rule()),
                cell(entry.outcome()),
                cell(entry.incident().orElse("")),
                Long.toString(entry.took().toMillis()));
    }

    /** A spreadsheet must not take what somebody typed for a formula. */
    private static String cell(String text) {
        String harmless = text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
