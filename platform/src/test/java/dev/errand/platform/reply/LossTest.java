package dev.errand.platform.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random replies, random limits: nothing is too long, nothing is lost, nothing stays open. */
class LossTest {

    private static final Pattern WORD = Pattern.compile("w\\d+x[a-zäß日😀]*");

    private final List<String> words = new ArrayList<>();
    private Random random = new Random(0);

    @Test
    void randomMarkdownIsDrawnWithinTheLimitWithoutLoss() {
        for (int seed = 0; seed < 500; seed++) {
            random = new Random(seed);
            words.clear();
            String markdown = blocks(0, 1 + random.nextInt(8));
            int limit = 100 + random.nextInt(500);
            check(seed, markdown, new NestingDialect(limit), limit);
            check(seed, markdown, new LineDialect(limit), limit);
        }
    }

    private void check(int seed, String markdown, Dialect dialect, int limit) {
        int maxParts = 1 + random.nextInt(5);
        Drawing drawing =
                new ReplyDrawing(new Redaction(), maxParts, "!more")
                        .draw(Reply.text(markdown), dialect, Set.of());
        List<String> all = new ArrayList<>(Drawn.texts(drawing.parts()));
        assertThat(all).as("seed %d", seed).hasSizeLessThanOrEqualTo(maxParts);
        all.addAll(Drawn.texts(drawing.rest()));
        List<String> seen = new ArrayList<>();
        for (String part : all) {
            assertThat(dialect.length(part))
                    .as("seed %d: %s", seed, part)
                    .isLessThanOrEqualTo(limit);
            assertThat(part).as("seed %d", seed).isNotBlank();
            if (dialect instanceof NestingDialect) {
                balanced(seed, part);
            } else {
                assertThat(part).as("seed %d", seed).doesNotContain("\n");
            }
            Matcher matcher = WORD.matcher(part);
            while (matcher.find()) {
                seen.add(matcher.group());
            }
        }
        assertThat(seen)
                .as("seed %d limit %d:%n%s%n%s", seed, limit, markdown, all)
                .isEqualTo(words);
    }

    private static void balanced(int seed, String part) {
        String outside = part.replaceAll("(?s)```\n.*?\n[>• 0-9.]*```", "");
        assertThat(outside).as("seed %d: %s", seed, part).doesNotContain("```");
        outside.lines()
                .forEach(line -> {
                    for (String sign : List.of("*", "~", "`")) {
                        assertThat((line.length() - line.replace(sign, "").length()) % 2)
                                .as("seed %d: %s in %s", seed, sign, line)
                                .isZero();
                    }
                    long open =
                            line.replaceAll("^(> |• |\\d+\\. | )*", "")
                                    .chars()
                                    .filter(c -> c == '<')
                                    .count();
                    long closed =
                            line.replaceAll("^(> |• |\\d+\\. | )*", "")
                                    .chars()
                                    .filter(c -> c == '>')
                                    .count();
                    assertThat(open).as("seed %d: %s", seed, line).isEqualTo(closed);
                });
    }

    private String word() {
        String tail =
                List.of("", "a", "bcd", "äß", "日日日", "😀", "abcabcabcabcabcabc")
                        .get(random.nextInt(7));
        String word = "w" + words.size() + "x" + tail;
        words.add(word);
        return word;
    }

    private String line(int count) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < count; i++) {
            line.append(i == 0 ? "" : random.nextInt(6) == 0 ? "\n" : " ").append(inline(0));
        }
        return line.toString();
    }

    private String inline(int depth) {
        return switch (depth > 2 ? 9 : random.nextInt(10)) {
            case 0 -> "**" + inline(depth + 1) + " " + inline(depth + 1) + "**";
            case 1 -> "*" + inline(depth + 1) + " " + inline(depth + 1) + "*";
            case 2 ->
                    "~~" + word()
                            + "~~"; // a strike within a strike at a line's start would be a fence
            case 3 -> "`" + word() + " " + word() + "`";
            case 4 -> "[" + word() + " **" + word() + "**](https://example.org/a)";
            default -> word();
        };
    }

    private String blocks(int depth, int count) {
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(block(depth));
        }
        return String.join("\n\n", blocks);
    }

    private String block(int depth) {
        return switch (random.nextInt(depth > 2 ? 5 : 8)) {
            case 0 -> "# " + line(1 + random.nextInt(4)).replace('\n', ' ');
            case 1 -> "```\n" + code() + "\n```";
            case 2 -> table();
            case 5 ->
                    blocks(depth + 1, 1 + random.nextInt(3))
                            .indent(2)
                            .replaceFirst("^ {2}", "- ")
                            .stripTrailing();
            case 6 ->
                    blocks(depth + 1, 1 + random.nextInt(3))
                            .indent(4)
                            .replaceFirst("^ {4}", "12. ")
                            .stripTrailing();
            case 7 -> "> " + blocks(depth + 1, 1 + random.nextInt(3)).replace("\n", "\n> ");
            default -> line(1 + random.nextInt(60));
        };
    }

    private String code() {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            lines.add("  ".repeat(random.nextInt(4)) + word() + " " + word());
        }
        return String.join("\n", lines);
    }

    private String table() {
        StringBuilder table = new StringBuilder("|h|h|\n|---|--:|");
        for (int i = random.nextInt(12); i >= 0; i--) {
            table.append("\n|").append(word()).append('|').append(word()).append('|');
        }
        return table.toString();
    }
}
