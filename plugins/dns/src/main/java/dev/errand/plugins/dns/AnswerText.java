package dev.errand.plugins.dns;

import dev.errand.api.Reply;
import dev.errand.plugins.dns.Outcome.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * Draws an answer. What the records hold was chosen by strangers: it is bounded, and shown as plain
 * printable ASCII.
 */
final class AnswerText {

    private static final int RECORDS = 50;
    private static final int CHARACTERS = 1_000;
    private static final int WIDEST = 40;

    private final Question question;
    private final Answer answer;
    private final List<Record> records;

    AnswerText(Question question, Answer answer) {
        this.question = question;
        this.answer = answer;
        records = answer.message().getSection(Section.ANSWER);
    }

    Reply reply(boolean brief) {
        boolean found = records.stream().anyMatch(r -> r.getType() == question.type().code());
        if (!found) {
            String nothing = nothing();
            return records.isEmpty() || brief
                    ? Reply.plain(nothing)
                    : Reply.code(lines() + "\n\n" + nothing);
        }
        return brief ? Reply.plain(data()) : Reply.code(lines() + "\n\n" + source());
    }

    /** The data only, as {@code dig +short} has it, aliases first. */
    private String data() {
        return shown().stream().map(AnswerText::data).collect(Collectors.joining("\n")) + more();
    }

    private String lines() {
        int nameWidth =
                width(shown().stream().map(r -> printable(r.getName().toString())).toList());
        int timeWidth = width(shown().stream().map(r -> timeToLive(r.getTTL())).toList());
        List<String> lines = new ArrayList<>();
        for (Record r : shown()) {
            lines.add(
                    padded(printable(r.getName().toString()), nameWidth)
                            + "  "
                            + padded(timeToLive(r.getTTL()), timeWidth)
                            + "  "
                            + padded(Type.string(r.getType()), 5)
                            + "  "
                            + data(r));
        }
        return String.join("\n", lines) + more();
    }

    private String source() {
        return question.shown()
                + ": answered by "
                + Addresses.shown(answer.server())
                + " in "
                + answer.took().toMillis()
                + " ms";
    }

    /**
     * Why there is no record of the type: the name is not there, it has others only, or somebody
     * else is to be asked.
     */
    private String nothing() {
        String server = Addresses.shown(answer.server());
        Name end = endOfAliases();
        String name =
                end.equals(question.name())
                        ? question.shownName()
                        : question.shownName()
                                + " is an alias of "
                                + printable(end.toString(true))
                                + ", which";
        if (answer.message().getRcode() == Rcode.NXDOMAIN) {
            return name + " does not exist (NXDOMAIN), says " + server + ".";
        }
        if (isReferral()) {
            return server
                    + " does not answer for "
                    + question.shownName()
                    + " itself; it refers to "
                    + referredTo()
                    + ".";
        }
        return name + " exists but has no " + question.type() + " records, says " + server + ".";
    }

    private Name endOfAliases() {
        Name end = question.name();
        // As many steps as there are records: an answer may go round in circles.
        for (int step = 0; step < records.size(); step++) {
            Name from = end;
            end =
                    records.stream()
                            .filter(r -> r instanceof CNAMERecord && r.getName().equals(from))
                            .map(r -> ((CNAMERecord) r).getTarget())
                            .findFirst()
                            .orElse(from);
        }
        return end;
    }

    private boolean isReferral() {
        List<Record> authority = answer.message().getSection(Section.AUTHORITY);
        return records.isEmpty()
                && !answer.message().getHeader().getFlag(Flags.AA)
                && authority.stream().anyMatch(r -> r.getType() == Type.NS)
                && authority.stream().noneMatch(r -> r.getType() == Type.SOA);
    }

    private String referredTo() {
        return answer.message().getSection(Section.AUTHORITY).stream()
                .filter(r -> r.getType() == Type.NS)
                .limit(RECORDS)
                .map(AnswerText::data)
                .collect(Collectors.joining(", "));
    }

    private List<Record> shown() {
        return records.subList(0, Math.min(RECORDS, records.size()));
    }

    private String more() {
        return records.size() > RECORDS ? "\n… and " + (records.size() - RECORDS) + " more" : "";
    }

    private static String data(Record r) {
        String data = r instanceof TXTRecord txt ? quoted(txt) : printable(r.rdataToString());
        return data.length() <= CHARACTERS ? data : data.substring(0, CHARACTERS - 1) + "…";
    }

    /** Always in quotes, as {@code dig} has it; dnsjava leaves them out where it can. */
    private static String quoted(TXTRecord txt) {
        return txt.getStringsAsByteArrays().stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .map(string ->
                        "\"" + printable(string.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"")
                .collect(Collectors.joining(" "));
    }

    /** As in {@code 1h30m (5400)}. */
    static String timeToLive(long seconds) {
        long[] parts = {seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60};
        StringBuilder human = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                human.append(parts[i]).append("dhms".charAt(i));
            }
        }
        return (human.isEmpty() ? "0s" : human) + " (" + seconds + ")";
    }

    /** What dnsjava has left unescaped, in the manner of zone files. */
    private static String printable(String text) {
        return text.chars()
                .mapToObj(c ->
                        c >= ' ' && c <= '~'
                                ? String.valueOf((char) c)
                                : String.format("\\%03d", c))
                .collect(Collectors.joining());
    }

    private static int width(List<String> cells) {
        return Math.min(WIDEST, cells.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }
}
