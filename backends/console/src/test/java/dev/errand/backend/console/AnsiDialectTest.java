package dev.errand.backend.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsiDialectTest {

    private final AnsiDialect dialect = new AnsiDialect(false);
    private final AnsiDialect linking = new AnsiDialect(true);

    @Test
    void stylesBeginAndEndThemselvesOnly() {
        assertThat(dialect.bold("a")).isEqualTo("\u001b[1ma\u001b[22m");
        assertThat(dialect.italic("a")).isEqualTo("\u001b[3ma\u001b[23m");
        assertThat(dialect.strike("a")).isEqualTo("\u001b[9ma\u001b[29m");
        assertThat(dialect.code("a")).isEqualTo("\u001b[36ma\u001b[39m");
    }

    @Test
    void boldGoesOnAfterBoldInsideIt() {
        assertThat(dialect.heading(3, "a " + dialect.bold("b") + " c"))
                .isEqualTo("\u001b[1ma \u001b[1mb\u001b[22m\u001b[1m c\u001b[22m");
    }

    @Test
    void everyLineIsStyledForItself() {
        assertThat(dialect.quote(dialect.bold("a\n\nb")))
                .isEqualTo(dialect.quote("\u001b[1ma\u001b[22m\n\n\u001b[1mb\u001b[22m"));
    }

    @Test
    void aLinkShowsItsAddressUnlessTheTerminalKnowsLinks() {
        assertThat(dialect.link("docs", "https://example.org/a"))
                .isEqualTo("docs (\u001b[4mhttps://example.org/a\u001b[24m)");
        assertThat(linking.link("docs", "https://example.org/a"))
                .isEqualTo(
                        "\u001b]8;;https://example.org/a\u001b\\\u001b[4mdocs\u001b[24m\u001b]8;;\u001b\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://e.org/\u001b\\\u001b]0;x\u0007",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://ex ample",
                ""
            })
    void anUnsafeAddressIsNeverPutBehindWords(String url) {
        assertThat(linking.link("docs", url))
                .startsWith("docs (")
                .doesNotContain("\u001b]8", "\u0007");
    }

    @Test
    void codeIsShownRawButHarmless() {
        assertThat(dialect.codeBlock("sh", "a\n\n\u001b[2Jb"))
                .isEqualTo("  \u001b[36ma\u001b[39m\n  \n  \u001b[36mb\u001b[39m");
        assertThat(dialect.code("\u001b]0;t\u0007x")).isEqualTo("\u001b[36mx\u001b[39m");
    }

    @Test
    void theHeadOfATableStandsOut() {
        assertThat(dialect.table("name  age\nann    30"))
                .isEqualTo("\u001b[1mname  age\u001b[22m\nann    30");
    }

    @Test
    void aHostileNameIsMentionedOnOneLine() {
        assertThat(dialect.mention(new Person(new PersonId("c", "a"), "ann\n\u001b[2Jbob")))
                .isEqualTo("\u001b[1mann bob\u001b[22m");
    }

    @Test
    void coloursAreLeftOutWhereNobodyWantsThem() {
        var auto = ConsoleSettings.Color.AUTO;
        assertThat(Drawing.dialect(auto, true, Map.of("TERM", "xterm")))
                .isEqualTo(new AnsiDialect(false));
        assertThat(Drawing.dialect(auto, true, Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isInstanceOf(AnsiDialect.class);
        assertThat(Drawing.dialect(auto, true, Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isInstanceOf(PlainDialect.class);
        assertThat(Drawing.dialect(auto, true, Map.of("TERM", "dumb")))
                .isInstanceOf(PlainDialect.class);
        assertThat(Drawing.dialect(auto, true, Map.of())).isInstanceOf(PlainDialect.class);
        assertThat(Drawing.dialect(auto, false, Map.of("TERM", "xterm")))
                .isInstanceOf(PlainDialect.class);
        assertThat(Drawing.dialect(ConsoleSettings.Color.ALWAYS, false, Map.of()))
                .isInstanceOf(AnsiDialect.class);
        assertThat(Drawing.dialect(ConsoleSettings.Color.NEVER, true, Map.of("TERM", "xterm")))
                .isInstanceOf(PlainDialect.class);
    }

    @Test
    void linksAreWrittenOnlyForATerminalThatSurelyKnowsThem() {
        var auto = ConsoleSettings.Color.AUTO;
        assertThat(Drawing.dialect(auto, true, Map.of("TERM", "xterm", "VTE_VERSION", "6003")))
                .isEqualTo(linking);
        assertThat(Drawing.dialect(auto, true, Map.of("TERM", "xterm", "TERM_PROGRAM", "WezTerm")))
                .isEqualTo(linking);
        assertThat(Drawing.dialect(auto, true, Map.of("TERM", "xterm", "VTE_VERSION", "4900")))
                .isEqualTo(dialect);
        assertThat(
                        Drawing.dialect(
                                auto,
                                true,
                                Map.of("TERM", "xterm", "VTE_VERSION", "6003", "TMUX", "x")))
                .isEqualTo(dialect);
    }
}
