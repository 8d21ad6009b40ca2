package dev.errand.platform.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.OutboundMessage.Body;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is longer than the messages that one reply may be. */
class LongOutputTest {

    private static final NestingDialect DIALECT = new NestingDialect(200);

    private final Redaction redaction = new Redaction();
    private final ReplyDrawing drawing = new ReplyDrawing(redaction, 3, "!more");

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "line number " + i)
                .collect(Collectors.joining("\n"));
    }

    private Drawing drawn(Reply reply, Feature... features) {
        return drawing.draw(reply, DIALECT, Set.of(features));
    }

    private static String content(Drawing drawn) {
        assertThat(drawn.parts()).hasSize(1);
        return drawn.parts().getFirst() instanceof Body.Rich(Reply.File file, String _)
                ? new String(file.content(), StandardCharsets.UTF_8)
                : "no file but " + drawn.parts();
    }

    @Test
    void isOneFileWithAllOfItWhereTheChatHasFiles() {
        Drawing drawn = drawn(Reply.code(lines(200)), Feature.FILES);

        assertThat(content(drawn)).isEqualTo(lines(200));
        Body.Rich rich = (Body.Rich) drawn.parts().getFirst();
        assertThat(((Reply.File) rich.reply()).name()).isEqualTo("output.txt");
    }

    @Test
    void hasItsBeginningAndTheRestBesideTheFileInCaseThatTheChatRefusesIt() {
        Drawing drawn = drawn(Reply.plain(lines(200)), Feature.FILES);

        String text = Drawn.text(drawn.parts().getFirst());
        assertThat(text).startsWith("line number 0\n");
        assertThat(text).containsPattern("… \\d+ more lines: !more$");
        assertThat(DIALECT.length(text)).isLessThanOrEqualTo(DIALECT.maxLength());
        String all =
                text.replaceFirst("\n… .*$", "")
                        + "\n"
                        + String.join("\n", Drawn.texts(drawn.rest()));
        assertThat(all).isEqualTo(lines(200));
    }

    @Test
    void isPagedWhereTheChatHasNoFiles() {
        Drawing drawn = drawn(Reply.plain(lines(200)));

        assertThat(drawn.parts()).hasSize(3).allMatch(Body.Drawn.class::isInstance);
        assertThat(drawn.rest()).isNotEmpty();
    }

    @Test
    void isNoFileAsLongAsItFits() {
        Drawing drawn = drawn(Reply.plain(lines(20)), Feature.FILES);

        assertThat(drawn.parts()).hasSizeBetween(2, 3).allMatch(Body.Drawn.class::isInstance);
        assertThat(drawn.rest()).isEmpty();
    }

    @Test
    void isReadableInTheFileWithoutAnyNotation() {
        Reply.Table table = Reply.table("name", "n");
        for (int i = 0; i < 200; i++) {
            table = table.row("row_" + i, i);
        }
        assertThat(content(drawn(table, Feature.FILES)))
                .startsWith("name       n\n-------  ---\nrow_0      0\n");
        String markdown = "# Title\n\n" + "**bold** and [a link](https://x.org/)\n\n".repeat(100);
        assertThat(content(drawn(Reply.text(markdown), Feature.FILES)))
                .startsWith("Title\n\nbold and a link (https://x.org/)\n");
    }

    @Test
    void hidesSecretsInTheFileToo() {
        redaction.hide(new dev.errand.api.Secret("hunter2-hunter2"));

        Drawing drawn = drawn(Reply.code(lines(200) + "\nhunter2-hunter2"), Feature.FILES);

        assertThat(content(drawn)).contains("line number 199").doesNotContain("hunter2");
        assertThat(List.of(drawn.rest().toString(), drawn.parts().toString()))
                .noneMatch(text -> text.contains("hunter2"));
    }
}
