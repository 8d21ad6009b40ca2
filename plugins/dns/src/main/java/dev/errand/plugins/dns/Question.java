package dev.errand.plugins.dns;

import dev.errand.api.UserError;
import java.net.IDN;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;

/** What is asked: an absolute name and a type. */
record Question(Name name, RecordType type) {

    /** The full stops of East Asian scripts part labels as the ASCII one does (RFC 3490). */
    private static final Pattern DOT = Pattern.compile("[.\u3002\uFF0E\uFF61]");

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 255;
    private static final int SHOWN = 80;

    /**
     * Reads what a person typed; without a type, the name of an address or the address of a name is
     * meant.
     */
    static Question parse(String text, @Nullable RecordType type) {
        byte @Nullable [] address = Addresses.bytes(text);
        if (address == null) {
            return new Question(name(text), type == null ? RecordType.A : type);
        }
        if (type != null && type != RecordType.PTR) {
            throw new UserError(
                    "'"
                            + text
                            + "' is an address and has no "
                            + type
                            + " records. Leave the type out to get its name.");
        }
        return new Question(ReverseMap.fromAddress(address), RecordType.PTR);
    }

    private static Name name(String text) {
        String ascii =
                Arrays.stream(DOT.split(text, -1))
                        .map(label -> asciiLabel(label, text))
                        .collect(Collectors.joining("."));
        try {
            return Name.fromString(ascii, Name.root);
        } catch (TextParseException e) {
            throw refused(
                    text,
                    ascii.length() > LONGEST_NAME
                            ? "it is longer than " + LONGEST_NAME + " bytes"
                            : "two dots follow each other, it begins with one, or a \\ escapes nothing");
        }
    }

    private static String asciiLabel(String label, String whole) {
        label.codePoints()
                .filter(Question::isInvisible)
                .findFirst()
                .ifPresent(c -> {
                    throw refused(
                            whole,
                            String.format(
                                    "it has the character U+%04X in it, and a name has no spaces and no control characters",
                                    c));
                });
        String ascii = label.codePoints().allMatch(c -> c < 128) ? label : punycode(label, whole);
        if (ascii.length() > LONGEST_LABEL && !ascii.contains("\\")) {
            throw refused(
                    whole,
                    "its part '"
                            + shortened(ascii)
                            + "' has "
                            + ascii.length()
                            + " bytes and not at most "
                            + LONGEST_LABEL);
        }
        return ascii;
    }

    private static String punycode(String label, String whole) {
        try {
            return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw refused(
                    whole,
                    "its part '"
                            + shortened(label)
                            + "' has no form in ASCII of at most "
                            + LONGEST_LABEL
                            + " bytes");
        }
    }

    private static boolean isInvisible(int c) {
        return Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static UserError refused(String text, String why) {
        return new UserError("'" + shortened(text) + "' is not a domain name: " + why + ".");
    }

    /**
     * Fit to be shown: bounded, and with a sign in the place of what would hide or turn round the
     * text.
     */
    private static String shortened(String text) {
        return text.codePoints()
                        .limit(SHOWN)
                        .map(c -> isInvisible(c) && c != ' ' ? '\uFFFD' : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                + (text.codePointCount(0, text.length()) > SHOWN ? "…" : "");
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
