package dev.errand.plugins.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com.",
        "example.com., example.com.",
        "., .",
        "localhost, localhost.",
        "_dmarc.example.com, _dmarc.example.com.",
        "*.example.com, *.example.com.",
        "bücher.example, xn--bcher-kva.example.",
        "bücher。example, xn--bcher-kva.example.",
        "例え.テスト, xn--r8jz45g.xn--zckzah.",
        "printer\\032one.example.com, printer\\032one.example.com."
    })
    void aNameIsMadeAbsoluteAndAscii(String typed, String name) {
        assertThat(Question.parse(typed, null).name()).hasToString(name);
        assertThat(Question.parse(typed, null).type()).isEqualTo(RecordType.A);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 1.2.0.192.in-addr.arpa.",
        "::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa.",
        "2001:DB8::ff, f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.",
        "::ffff:192.0.2.1, 1.0.2.0.0.0.0.c.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa."
    })
    void anAddressBecomesItsReverseName(String address, String name) {
        assertThat(Question.parse(address, null))
                .hasToString("Question[name=" + name + ", type=PTR]");
        assertThat(Question.parse(address, RecordType.PTR).name()).hasToString(name);
    }

    @Test
    void anAddressHasNoOtherTypes() {
        assertThatThrownBy(() -> Question.parse("192.0.2.1", RecordType.MX))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "'192.0.2.1' is an address and has no MX records. Leave the type out to get its name.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1234", "1.2.3.4.5", "256.1.1.1"})
    void whatOnlyLooksLikeAnAddressIsAName(String typed) {
        assertThat(Question.parse(typed, null).name()).hasToString(typed + ".");
    }

    @Test
    void aLabelOrNameThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> Question.parse("a".repeat(64) + ".example", null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has 64 bytes and not at most 63");
        assertThatThrownBy(() -> Question.parse(("a".repeat(60) + ".").repeat(5), null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("longer than 255 bytes");
        assertThatThrownBy(() -> Question.parse("ü".repeat(63), null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at most 63 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a b.example|U+0020",
                "a\tb|U+0009",
                "a\u0000b|U+0000",
                "a\u00A0b|U+00A0",
                "a\u202Eb|U+202E",
                "a\u200Bb|U+200B"
            })
    void spacesAndControlCharactersAreRefusedByNumber(String typed, String number) {
        assertThatThrownBy(() -> Question.parse(typed, null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a\\", "..", ""})
    void otherNonsenseIsRefused(String typed) {
        assertThatThrownBy(() -> Question.parse(typed, null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not a domain name");
    }
}
