package dev.errand.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every block of Java in a document is a region of a class in this folder, word for word. */
class SnippetsTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern REGION =
            Pattern.compile("(?ms)^ *// region [a-z-]+\\n(.*?)^ *// endregion$");

    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "guide.md", "../CONTRIBUTING.md"})
    void showsOnlyCodeThatCompiles(String document) throws IOException {
        List<String> regions = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                regions.addAll(all(REGION, Files.readString(file)));
            }
        }

        List<String> blocks = all(BLOCK, Files.readString(Path.of(document)));

        assertThat(regions).isNotEmpty();
        assertThat(regions).containsAll(blocks);
        if (!document.endsWith("CONTRIBUTING.md")) {
            assertThat(blocks).isNotEmpty();
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            // the last line counts for the indent, even if it is empty
            found.add(matcher.group(1).stripTrailing().stripIndent());
        }
        return found;
    }
}
