package dev.errand.platform.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes audit records as lines of {@code key="value"} to the logger {@code errand.audit}, which
 * has a file of its own.
 */
public final class LoggedAudit implements AuditLog {

    /** The logger's name. */
    public static final String LOGGER = "errand.audit";

    private static final int LONGEST = 1000;

    private final Logger logger = LoggerFactory.getLogger(LOGGER);

    @Override
    public void write(AuditRecord entry) {
        if (!logger.isInfoEnabled()) {
            return;
        }
        StringBuilder line = new StringBuilder(160);
        add(line, "at", entry.at().toString());
        add(line, "who", entry.who().toString());
        add(line, "where", entry.where().toString());
        add(line, "command", entry.command());
        add(line, "arguments", entry.arguments());
        add(line, "rule", entry.rule());
        add(line, "outcome", entry.outcome());
        entry.incident().ifPresent(id -> add(line, "incident", id));
        add(line, "ms", Long.toString(entry.took().toMillis()));
        logger.info(line.toString());
    }

    private static void add(StringBuilder line, String key, String value) {
        line.append(line.isEmpty() ? "" : " ").append(key).append("=\"");
        String shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        if (isPlain(shown)) {
            line.append(shown).append('"');
            return;
        }
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            // a line feed or quote from a chat must not make up a record
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (Unseen.is(c)) {
                line.append(Unseen.written(c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    /** Nearly every value: copied whole, since a character at a time costs ten times as much. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
