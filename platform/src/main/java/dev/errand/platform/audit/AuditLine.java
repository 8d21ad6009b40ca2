package dev.errand.platform.audit;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One record in its kept form: a hash over the one before and over its own JSON, a space, the JSON.
 *
 * @param hash 64 hex digits
 * @param json one line
 */
record AuditLine(String hash, String json) {

    /** What stands before the first record. */
    static final String BEGINNING = "0".repeat(64);

    private static final int LONGEST = 1000;

    /** The line that follows another. */
    static AuditLine after(
            MessageDigest digest,
            String previous,
            long number,
            AuditRecord entry,
            UnaryOperator<String> redaction) {
        StringBuilder json = new StringBuilder(400).append("{\"n\":").append(number);
        add(json, "at", entry.at().toString());
        add(json, "who", entry.who().toString());
        add(json, "where", entry.where().toString());
        add(json, "command", entry.command());
        add(json, "arguments", redaction.apply(entry.arguments()));
        add(json, "rule", redaction.apply(entry.rule()));
        add(json, "outcome", entry.outcome());
        entry.incident().ifPresent(id -> add(json, "incident", id));
        json.append(",\"ms\":").append(entry.took().toMillis()).append('}');
        String line = json.toString();
        return new AuditLine(hash(digest, previous, line), line);
    }

    static AuditLine parse(String text) {
        int space = text.indexOf(' ');
        return space == 64
                ? new AuditLine(text.substring(0, 64), text.substring(65))
                : new AuditLine("", text);
    }

    boolean follows(String previous) {
        return hash.equals(hash(digest(), previous, json));
    }

    /** Its number, 0 if it has none any more. */
    long number() {
        int end = json.indexOf(',');
        if (!json.startsWith("{\"n\":") || end < 0) {
            return 0;
        }
        try {
            return Long.parseLong(json.substring(5, end));
        } catch (NumberFormatException changed) {
            return 0;
        }
    }

    /** The record, without what the JSON does not hold. */
    AuditTrail.Kept read() {
        JsonNode node = JsonMapper.shared().readTree(json);
        Map<String, String> fields = new java.util.LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        String where = fields.getOrDefault("where", "");
        int colon = where.indexOf(':');
        return new AuditTrail.Kept(
                Long.parseLong(fields.getOrDefault("n", "0")),
                json,
                new AuditRecord(
                        Instant.parse(fields.getOrDefault("at", "")),
                        PersonId.parse(fields.getOrDefault("who", "")),
                        new RoomId(where.substring(0, colon), where.substring(colon + 1)),
                        fields.getOrDefault("command", ""),
                        fields.getOrDefault("arguments", ""),
                        fields.getOrDefault("rule", ""),
                        fields.getOrDefault("outcome", ""),
                        Optional.ofNullable(fields.get("incident")),
                        Duration.ofMillis(Long.parseLong(fields.getOrDefault("ms", "0")))));
    }

    private static void add(StringBuilder json, String key, String value) {
        json.append(",\"").append(key).append("\":\"");
        String shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        if (isPlain(shown)) {
            json.append(shown).append('"');
            return;
        }
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            // half a surrogate pair, cut off or sent so, would not survive UTF-8
            if (isSpecial(c)) {
                json.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Nearly every value: copied whole, since a character at a time costs ten times as much. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (isSpecial(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpecial(char c) {
        return c < 0x20
                || c == '"'
                || c == '\\'
                || (c >= 0x7f && (Unseen.is(c) || Character.isSurrogate(c)));
    }

    private static String hash(MessageDigest digest, String previous, String json) {
        digest.update(previous.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest.digest(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** What lines are hashed with; for one thread at a time. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hash + " " + json;
    }
}
