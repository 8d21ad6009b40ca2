package dev.errand.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alone, for there is one log in a process. */
@Isolated
class LogBookTest {

    private static final String AUDIT = "test.audit";

    @TempDir Path folder;
    private final LogBook book = new LogBook(text -> text.replace("sesame", "***"));
    private final Logger logger = LoggerFactory.getLogger("test.some.Part");

    @BeforeEach
    void open() {
        book.open(new LogPlan(folder, false, "INFO", "ERROR", false, "test.notices", AUDIT));
    }

    @AfterEach
    void reset() {
        book.openForErrors();
    }

    @Test
    void theLastLinesAreThereWithoutSecretsAndTraces() {
        logger.info("opened with sesame");
        logger.warn("it failed", new IllegalStateException("sesame"));
        logger.debug("not written");

        assertThat(book.tail(10)).hasSize(2);
        assertThat(book.tail(10).getFirst()).endsWith("INFO test.some.Part opened with ***");
        assertThat(book.tail(1)).singleElement().asString().endsWith("it failed");
    }

    @Test
    void noMoreLinesAreKeptThanPromisedAndNoneIsLong() {
        for (int i = 0; i < 600; i++) {
            logger.info("line {}\nsecond line {}", i, "x".repeat(500));
        }

        assertThat(book.tail(1000)).hasSize(500).noneMatch(line -> line.contains("second"));
        assertThat(book.tail(1).getFirst()).endsWith("line 599 …");
        logger.info("y".repeat(5_000));
        assertThat(book.tail(1).getFirst()).hasSizeLessThan(500);
    }

    @Test
    void aLevelHoldsForALoggerAndThoseBelowItUntilItIsTakenBack() {
        assertThat(book.set("test.some", "debug"))
                .isEqualTo("test.some is at DEBUG now, until the bot ends.");
        logger.debug("now it is");
        assertThat(book.tail(1).getFirst()).endsWith("now it is");
        assertThat(book.levels()).containsEntry("test.some", "DEBUG").containsEntry("ROOT", "INFO");

        book.set("test.some", "default");
        logger.debug("no longer");
        assertThat(book.tail(1).getFirst()).endsWith("now it is");
    }

    @Test
    void aLoggerThatNobodyWritesToIsSaidToBeSuch() {
        assertThat(book.set("tset.some", "debug")).contains("has written yet");
    }

    @Test
    void whatMustNotBeSetIsRefusedWithAReason() {
        assertThatThrownBy(() -> book.set("test", "loud"))
                .hasMessageContaining("'loud' is no level. Known: trace");
        assertThatThrownBy(() -> book.set(AUDIT, "off")).hasMessageContaining("audit");
        assertThatThrownBy(() -> book.set("net.dv8tion.jda.api", "debug"))
                .hasMessageContaining("what people say");
        assertThatThrownBy(() -> book.set("root", "default")).hasMessageContaining("ROOT");
    }

    @Test
    void theAuditIsWrittenWhateverTheLevelOfAllElse() throws Exception {
        book.set("root", "off");

        LoggerFactory.getLogger(AUDIT).info("who=\"ann\"");
        logger.error("not written");

        assertThat(folder.resolve("audit.log")).hasContent("who=\"ann\"\n");
        assertThat(folder.resolve("errand.log")).isEmptyFile();
    }

    @Test
    void whatIsWrittenAboutAMessageBearsItsId() throws Exception {
        try (Correlation _ = Correlation.of("C1/17\nWARN forged")) {
            logger.info("on the way");
        }
        logger.info("afterwards");

        assertThat(Files.readString(folder.resolve("errand.log")))
                .contains("[C1/17_WARN_forged] on the way\n", "Part afterwards\n");
        assertThat(book.tail(2).getFirst()).contains("[C1/17_WARN_forged] on the way");
    }

    @Test
    void whatSomebodySaidMakesUpNoLineAndMovesNoCursor() throws Exception {
        String said = "hi\n2026-11-22T00:00:00.000Z WARN  [main] forged\r\u001b[2J\u009b1A\u202e";
        logger.info("Somebody said {}", said);
        logger.warn("it failed", new IllegalStateException(said));

        String file = Files.readString(folder.resolve("errand.log"));
        assertThat(file.lines().filter(line -> line.matches("\\d{4}-.*"))).hasSize(2);
        assertThat(file)
                .contains("said hi\n    2026-11-22", "\\u000d\\u001b[2J\\u009b1A\\u202e")
                .doesNotContain("\u001b", "\r", "\u009b", "\u202e");
        assertThat(book.tail(2).toString()).doesNotContain("\u001b", "\r", "\u009b", "\u202e");
        assertThat(book.tail(2)).hasSize(2);
    }

    @Test
    void alineOfJsonHidesSecretsThatWouldBeEscapedAndKeepsTheTraceInside() {
        JsonLines lines = new JsonLines(text -> text.replace("a\"b\\c", "***"));
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        lines.setContext(context);
        lines.start();
        LoggingEvent event =
                new LoggingEvent(
                        "here",
                        context.getLogger("test.json"),
                        Level.WARN,
                        "password {} and\na second line",
                        new IllegalStateException("is a\"b\\c"),
                        new Object[] {"a\"b\\c"});
        event.setMDCPropertyMap(Map.of(Correlation.KEY, "42"));

        String line = new String(lines.encode(event), StandardCharsets.UTF_8);

        assertThat(line).endsWith("\n").doesNotContain("a\\\"b");
        assertThat(line.strip().lines()).hasSize(1);
        JsonNode read = JsonMapper.builder().build().readTree(line);
        assertThat(read.get("level").asString()).isEqualTo("WARN");
        assertThat(read.get("loggerName").asString()).isEqualTo("test.json");
        assertThat(read.get("mdc").get(Correlation.KEY).asString()).isEqualTo("42");
        assertThat(read.get("timestamp").isNumber()).isTrue();
        assertThat(read.get("message").asString())
                .startsWith("password *** and\na second line\n")
                .contains("IllegalStateException: is ***", "\tat ");
    }
}
