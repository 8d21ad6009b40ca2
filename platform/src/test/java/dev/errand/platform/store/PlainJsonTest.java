package dev.errand.platform.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The short way and Jackson are the same way. */
class PlainJsonTest {

    private static final String SIGNS = "a \n\n\"\\nt/é\t\u0000{}[]:,1-\ud83d\ude00~\u007f";

    private final Json jackson = new Json();

    private static Stream<String> texts() {
        Random random = new Random(7);
        return Stream.concat(
                Stream.of("", "\n", "!help\n!whoami\n", "\\n", "\\", "\"", "null", "1", "é"),
                Stream.generate(() ->
                                random.ints(random.nextInt(12), 0, SIGNS.length())
                                        .mapToObj(SIGNS::charAt)
                                        .map(String::valueOf)
                                        .reduce("", String::concat))
                        .filter(text -> text.chars().noneMatch(c -> c >= 0xd800 && c < 0xe000))
                        .limit(5_000));
    }

    @Test
    void whatItWritesIsWhatJacksonWrites() {
        assertThat(texts())
                .allSatisfy(text -> {
                    Optional<byte[]> plain = PlainJson.write(text);
                    plain.ifPresent(bytes ->
                            assertThat(new String(bytes, UTF_8))
                                    .isEqualTo(
                                            new String(jackson.write(String.class, text), UTF_8)));
                });
    }

    @Test
    void whatItReadsIsWhatJacksonWrote() {
        assertThat(texts())
                .allSatisfy(text ->
                        PlainJson.read(jackson.write(String.class, text), String.class)
                                .ifPresent(read -> assertThat(read).isEqualTo(text)));
    }

    @Test
    void severalLinesOfAsciiNeedNoJackson() {
        byte[] written = PlainJson.write("!help\n!whoami").orElseThrow();
        assertThat(new String(written, UTF_8)).isEqualTo("\"!help\\n!whoami\"");
        assertThat(PlainJson.read(written, String.class)).contains("!help\n!whoami");
    }

    @Test
    void whatIsNoTextIsLeftToJackson() {
        for (String json :
                List.of("\"", "\"\\\"", "\"a\\", "\"\\t\"", "\"a\"b\"", "a", "\"\\n", "\"\n\"")) {
            assertThat(PlainJson.read(json.getBytes(UTF_8), String.class)).as(json).isEmpty();
        }
    }
}
