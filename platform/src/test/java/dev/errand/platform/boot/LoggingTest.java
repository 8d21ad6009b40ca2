package dev.errand.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.api.Secret;
import dev.errand.platform.audit.AuditRecord;
import dev.errand.platform.audit.LoggedAudit;
import dev.errand.platform.config.LogSettings;
import dev.errand.platform.reply.Redaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoggingTest {

    private static final String KNOWN = "kn0wn-s3cret";
    private static final String TOKEN = "ghp_0123456789abcdefghij0123456789abcdef";

    @TempDir private Path logs;

    /** Another test's thread may be in the middle of making the log ready. */
    @BeforeEach
    void awaitTheLog() {
        await().until(() -> LoggerFactory.getILoggerFactory() instanceof LoggerContext);
    }

    @AfterEach
    void letGoOfTheFiles() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    @Test
    void noSecretGoesToALogFileWhoeverWritesIt() throws Exception {
        Redaction redaction = new Redaction();
        redaction.hide(new Secret(KNOWN));
        Logging.setUp(logs, LogSettings.USUAL, true, false, redaction);
        for (String logger : List.of("errand", "errand.trace", "plugin.demo", "some.library")) {
            LoggerFactory.getLogger(logger)
                    .warn(
                            "{} and {}",
                            KNOWN,
                            TOKEN,
                            new IllegalStateException(
                                    "of " + KNOWN, new IllegalArgumentException("by " + TOKEN)));
        }
        new LoggedAudit()
                .write(
                        new AuditRecord(
                                Instant.EPOCH,
                                new PersonId("office", "ann"),
                                new RoomId("office", "#ops"),
                                "login",
                                "text=" + KNOWN + " " + TOKEN,
                                "rule",
                                "returned",
                                Optional.empty(),
                                Duration.ZERO));
        for (String file : List.of("errand.log", "audit.log")) {
            assertThat(Files.readString(logs.resolve(file)))
                    .contains("***")
                    .doesNotContain(KNOWN, TOKEN);
        }
    }
}
