package dev.errand.platform.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Markdown;
import dev.errand.api.Reply;
import dev.errand.api.Secret;
import dev.errand.backend.spi.Dialect;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private final Redaction redaction = new Redaction();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '´',
            value = {
                "password=hunter2 x|password=*** x",
                "DB_PASSWORD = hunter2|DB_PASSWORD = ***",
                "{\"api_key\": \"abc def\", \"x\": 1}|{\"api_key\": \"***\", \"x\": 1}",
                "password: hunter|password: ***",
                "token: a1b2c3 is it|token: *** is it",
                "Authorization: Bearer abcdef1234567890|Authorization: Bearer ***",
                "postgres://app:s3cret@db/x|postgres://app:***@db/x",
                "key AKIAIOSFODNN7EXAMPLE.|key ***.",
                "aws_secret_access_key=abc/def+1|aws_secret_access_key=***",
                "ghp_0123456789abcdefghij0123456789abcdef|***",
                "xoxb-1234567890-abcdef|***",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN|***",
            })
    void whatLooksLikeASecretIsHidden(String text, String shown) {
        assertThat(redaction.redact(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the secret: practise every day",
                "password must be long",
                "basic authentication is off",
                "a token of thanks",
                "https://example.org:8080/x@y",
                "skill-set",
                "3 passwords",
                "Usage: login password=<text>",
                "2 + 2 = 4"
            })
    void ordinaryTextStays(String text) {
        assertThat(redaction.redact(text)).isEqualTo(text);
    }

    @Test
    void privateKeysAreHiddenWithoutAnEndToo() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----";
        assertThat(redaction.redact("a\n" + key + "\nb")).isEqualTo("a\n***\nb");
        assertThat(redaction.redact("a\n-----BEGIN PRIVATE KEY-----\nMIIE")).isEqualTo("a\n***");
        assertThat(redaction.redact("-----BEGIN CERTIFICATE-----\nMIIE")).contains("MIIE");
        assertThat(draw(Reply.text("x\n\n" + key.replace("abc", "\nabc\n") + "\n\ny")))
                .isEqualTo("x\n\n***\n\ny");
    }

    @Test
    void knownValuesAreHiddenInEveryForm() {
        redaction.hide(new Secret("s3 cr&t!"));
        assertThat(redaction.redact("a s3 cr&t! b")).isEqualTo("a *** b");
        assertThat(redaction.redact("q=s3+cr%26t%21")).isEqualTo("q=***");
        String base64 =
                Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(
                                "s3 cr&t!".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(redaction.redact(base64)).isEqualTo("***");
    }

    @Test
    void aShortValueDoesNotMakeEverythingUnreadable() {
        redaction.hide(new Secret("a"));
        redaction.hide(new Secret(""));
        assertThat(redaction.redact("a banana")).isEqualTo("a banana");
    }

    @Test
    void knownValuesThatOverlapAreHiddenTogether() {
        redaction.hide(new Secret("abcdef"));
        redaction.hide(new Secret("defghi"));
        assertThat(redaction.redact("xabcdefghix abcdef defghi")).isEqualTo("x***x *** ***");
    }

    @Test
    void markupDoesNotCutASecretApart() {
        redaction.hide(new Secret("hunter2_rules*x*"));
        assertThat(draw(Reply.text("it is hun**ter2**\\_rules\\*x\\*, ok")))
                .isEqualTo("it is hun***, ok".replace("hun", ""));
        assertThat(draw(Reply.text("it is hunter2_rules*x*."))).isEqualTo("it is ***.");
        assertThat(draw(Reply.text("it is " + Markdown.escape("hunter2_rules*x*"))))
                .isEqualTo("it is ***");
        assertThat(draw(Reply.text("`hunter2_rules*x*`"))).isEqualTo("***");
        assertThat(draw(Reply.text("    hunter2_rules*x*"))).isEqualTo("***");
        assertThat(draw(Reply.text("pass**word**=`abc` *x*"))).doesNotContain("abc");
        assertThat(draw(Reply.text("[x](https://a.org/?token=abc1)")))
                .isEqualTo("x (https://a.org/?token=***)");
        assertThat(draw(Reply.text("|a|\n|-|\n|hunter2_rules\\*x\\*|"))).doesNotContain("hunter2");
    }

    @Test
    void everyKindOfReplyIsRedacted() {
        redaction.hide(new Secret("hunter2"));
        assertThat(draw(Reply.plain("a hunter2"))).isEqualTo("a ***");
        assertThat(draw(Reply.text("a hunter2"))).isEqualTo("a ***");
        assertThat(draw(Reply.code("a hunter2"))).isEqualTo("a ***");
        assertThat(draw(Reply.table("hunter2").row("hunter2"))).doesNotContain("hunter2");
        assertThat(
                        draw(
                                Reply.card("hunter2", "hunter2")
                                        .field("hunter2", "hunter2")
                                        .link("https://hunter2.org")))
                .doesNotContain("hunter2");
        assertThat(draw(Reply.file("hunter2", "hunter2"))).doesNotContain("hunter2");
    }

    private String draw(Reply reply) {
        return Drawn.text(
                new ReplyDrawing(redaction, 1, "!more")
                        .draw(reply, Dialect.PLAIN, Set.of())
                        .parts()
                        .getFirst());
    }
}
