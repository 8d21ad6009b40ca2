package dev.errand.backend.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "lines\n\n\tand tabs",
                "grüße 東京 שלום \uD83D\uDC69\u200D\uD83D\uDCBB",
                "a\u200eb"
            })
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(ScreenText.harmless(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatATerminalWouldObeyIsTakenOut(String hostile, String shown) {
        assertThat(ScreenText.harmless(hostile)).isEqualTo(shown);
    }

    @Test
    void halfACharacterIsReplaced() {
        assertThat(ScreenText.harmless("a\ud83d b")).isEqualTo("a\ufffd b");
    }

    @Test
    void noRandomTextGetsAControlCharacterThrough() {
        Random random = new Random(7);
        String alphabet =
                "\u001b\u009b\u009d\u0090[]();;018Hm\\\u0007\u009c\r\n\tx\u202e\ud83d\u2069 ?";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(12, 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
            assertThat(ScreenText.harmless(text.toString()))
                    .matches("[^\\p{Cc}\\p{Cs}\u202a-\u202e\u2066-\u2069&&[^\n\t]]*");
        }
    }

    @Test
    void whatAPersonTypedLosesItsControlCharactersOnly() {
        assertThat(ScreenText.typed("a\u001b[31mb\u0000\tc\nd\u0085\u202e"))
                .isEqualTo("a[31mb\tc\nd\u202e");
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("\u001b[31mred\u001b[0m", "red"),
                Arguments.of("\u001b[2J\u001b[1;1Hclear", "clear"),
                Arguments.of("\u009b2Jeight bits", "eight bits"),
                Arguments.of("\u001b]0;title\u0007after", "after"),
                Arguments.of("\u001b]8;;http://evil\u001b\\click\u001b]8;;\u001b\\", "click"),
                Arguments.of("\u001b]52;c;cm0gLXJm\u0007clipboard", "clipboard"),
                Arguments.of("\u001bP1$r\u001b\\device", "device"),
                Arguments.of("\u009d0;title\u009cnine", "nine"),
                Arguments.of("\u001b]never ended", "never ended"),
                Arguments.of("\u001bcreset", "reset"),
                Arguments.of("over\rwritten", "overwritten"),
                Arguments.of("back\b\bspace\u007f", "backspace"),
                Arguments.of("gpj.\u202eexe", "gpj.exe"),
                Arguments.of("\u2066a\u2069b", "ab"),
                Arguments.of("nul\u0000 bell\u0007 shift\u000e", "nul bell shift"));
    }
}
