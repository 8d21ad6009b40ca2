package dev.errand.platform.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class PrintedLinesTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream printed =
            PrintedLines.over(
                    new PrintStream(screen, true, UTF_8), text -> text.replace("s3cret", "***"));

    private String shown() {
        return screen.toString(UTF_8);
    }

    @Test
    void linesComeWithoutTheirSecrets() {
        printed.println("a s3cret, straße");
        printed.printf("%s and %d%n", "s3cret", 2);
        assertThat(shown()).isEqualTo("a ***, straße\n*** and 2\n");
    }

    @Test
    void aSecretInPartsIsOne() {
        printed.print("my s3");
        printed.flush();
        assertThat(shown()).isEmpty();
        printed.println("cret");
        assertThat(shown()).isEqualTo("my ***\n");
    }

    @Test
    void whatHasNoEndGoesOutInPartsAndAtTheEnd() {
        printed.print("x".repeat(10_000));
        assertThat(shown()).hasSize(8192);
        printed.close();
        assertThat(shown()).hasSize(10_000);
    }
}
