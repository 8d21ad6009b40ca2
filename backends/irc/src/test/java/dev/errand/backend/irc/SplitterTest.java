package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitterTest {

    @Test
    void cutsBetweenWords() {
        assertThat(Splitter.split("one two three four", 9))
                .containsExactly("one two", "three", "four");
    }

    @Test
    void countsBytesAndNotLetters() {
        assertThat(Splitter.split("ää öö üü", 9)).containsExactly("ää öö", "üü");
    }

    @Test
    void neverCutsALetterFromWhatBelongsToIt() {
        String family = "👨‍👩‍👧‍👦";
        assertThat(Splitter.split(family.repeat(3), Bytes.length(family) + 3))
                .containsExactly(family, family, family);
    }

    @Test
    void anyTextFitsAndLosesOnlySpaces() {
        Random random = new Random(7);
        String letters = "ab ü東🚀e\u0301 👩‍💻 ";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int k = random.nextInt(200); k > 0; k--) {
                int at =
                        letters.offsetByCodePoints(
                                0, random.nextInt(letters.codePointCount(0, letters.length())));
                text.appendCodePoint(letters.codePointAt(at));
            }
            List<String> parts = Splitter.split(text.toString(), 40);

            assertThat(parts).allMatch(part -> Bytes.length(part) <= 40);
            assertThat(String.join("", parts).replace(" ", ""))
                    .isEqualTo(text.toString().replace(" ", ""));
        }
    }
}
