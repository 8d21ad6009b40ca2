package dev.errand.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type does nothing to a spreadsheet, a terminal, or a reader of lines. */
class AuditFormsTest {

    private static final String ESCAPES =
            "\u001b[2J\u001b]0;owned\u0007\u009b31m\r\b\u202e\u2066\u2028";

    private static AuditRecord record(String arguments) {
        return new AuditRecord(
                Instant.parse("2026-06-03T12:00:00.123456789Z"),
                new PersonId("office", "ann"),
                new RoomId("office", "#ops"),
                "say",
                arguments,
                "no rule",
                "returned",
                Optional.empty(),
                Duration.ofMillis(7));
    }

    private static String csv(String arguments) {
        return new AuditTrail.Kept(1, "", record(arguments)).csv();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                "  =HYPERLINK(\"http://x\")",
                "\uff1d1+1",
                "\u00a0=1"
            })
    void noCellBeginsAFormula(String typed) {
        assertThat(csv(typed)).contains("\"say\",\"'");
    }

    @Test
    void aCellIsOneLineWithoutEscapesAndIsReadBack() {
        String line = csv("a \"b\", c\n2,2026-06-03T12:00:00Z,\"office:eve\"" + ESCAPES);

        assertThat(line.chars().filter(Character::isISOControl).toArray()).isEmpty();
        assertThat(line)
                .startsWith("1,2026-06-03T12:00:00.123Z,\"office:ann\",\"office:#ops\",\"say\",")
                .contains("\"a \"\"b\"\", c\\u000a2,", "\\u001b[2J", "\\u202e")
                .endsWith(",\"no rule\",\"returned\",\"\",7");
    }

    @Test
    void aLineOfJsonHoldsNoEscapeAndLosesNone() throws Exception {
        AuditLine line =
                AuditLine.after(
                        MessageDigest.getInstance("SHA-256"),
                        AuditLine.BEGINNING,
                        1,
                        record("x\n" + ESCAPES),
                        text -> text);

        assertThat(line.json().chars().filter(Character::isISOControl).toArray()).isEmpty();
        assertThat(line.json()).doesNotContain("\u202e", "\u2066", "\u2028");
        assertThat(line.read().entry().arguments()).isEqualTo("x\n" + ESCAPES);
    }
}
