package dev.errand.plugins.dns;

import dev.errand.api.UserError;
import java.net.IDN;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;

/** What is asked: an absolute name and a type. */
record Question(Name name, RecordType type) {

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 255;

    /** Reads what a person typed; without a type, the name of an address or the address of a name is meant. */
    static Question parse(String text, @Nullable RecordType type) {
        byte @Nullable [] address = Addresses.bytes(text);
        if (address == null) {
            return new Question(name(text), type == null ? RecordType.A : type);
        }
        if (type != null && type != RecordType.PTR) {
            throw new UserError("'" + text + "' is an address and has no " + type
                    + " records. Leave the type out to get its name.");
        }
        return new Question(ReverseMap.fromAddress(address), RecordType.PTR);
    }

    private static Name name(String text) {
        StringBuilder ascii = new StringBuilder();
        // The full stops of East Asian scripts part labels as the ASCII one does (RFC 3490).
        for (String label : text.replaceAll("[\u3002\uFF0E\uFF61]", ".").split("(?<=\\.)|(?=\\.)")) {
            ascii.append(asciiLabel(label, text));
        }
        try {
            return Name.fromString(ascii.toString(), Name.root);
        } catch (TextParseException e) {
            throw refused(text, ascii.length() > LONGEST_NAME
                    ? "it is longer than " + LONGEST_NAME + " bytes"
                    : "two dots follow each other, it begins with one, or a \\ escapes nothing", e);
        }
    }

    private static String asciiLabel(String label, String whole) {
        label.codePoints().filter(c -> Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT).findFirst().ifPresent(c -> {
            throw refused(whole, String.format("it holds the character U+%04X, and a name has no spaces and no control characters", c), null);
        });
        String ascii = label.codePoints().allMatch(c -> c < 128) ? label : punycode(label, whole);
        if (ascii.length() > LONGEST_LABEL && !ascii.contains("\\")) {
            throw refused(whole, "its part '" + shortened(ascii) + "' has " + ascii.length() + " bytes and not at most "
                    + LONGEST_LABEL, null);
        }
        return ascii;
    }

    private static String punycode(String label, String whole) {
        try {
            return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw refused(whole, "its part '" + shortened(label) + "' has no form in ASCII of at most " + LONGEST_LABEL + " bytes", e);
        }
    }

    private static UserError refused(String text, String why, @Nullable Throwable cause) {
        String message = "'" + shortened(text) + "' is not a domain name: " + why + ".";
        return cause == null ? new UserError(message) : new UserError(message, cause);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 80
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 79)) + "…";
    }

    /** The question as dnsjava writes it. */
    Record record() {
        return Record.newRecord(name, type.code(), DClass.IN);
    }

    /** The name without the last dot. */
    String shownName() {
        return name.equals(Name.root) ? "." : name.toString(true);
    }

    /** Name and type, as in {@code example.com MX}. */
    String shown() {
        return shownName() + " " + type;
    }
}
