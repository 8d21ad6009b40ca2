package dev.errand.platform.boot;

import dev.errand.platform.audit.AuditFilter;
import dev.errand.platform.audit.AuditMoment;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of {@code errand audit list} that say which records are wanted. */
final class AuditOptions {

    private static final Map<String, String> OPTIONS =
            new TreeMap<>(
                    Map.of(
                            "--who", "an account, as chat:account",
                            "--command", "the first words of a command",
                            "--room", "a room, as chat:room",
                            "--outcome", "such as returned, denied, failed",
                            "--since", "so long ago (2h), or a day or time in UTC",
                            "--until", "so long ago (2h), or a day or time in UTC"));

    private AuditOptions() {}

    static void add(CommandSpec spec) {
        OPTIONS.forEach((name, description) ->
                spec.addOption(
                        OptionSpec.builder(name)
                                .paramLabel("TEXT")
                                .type(String.class)
                                .description(description)
                                .build()));
    }

    static AuditFilter read(ParseResult line, Instant now) {
        return new AuditFilter(
                text(line, "--who"),
                text(line, "--command"),
                text(line, "--room"),
                text(line, "--outcome"),
                text(line, "--since").map(text -> moment(text, now)),
                text(line, "--until").map(text -> moment(text, now)));
    }

    private static Optional<String> text(ParseResult line, String option) {
        return line.commandSpec().optionsMap().containsKey(option) && line.hasMatchedOption(option)
                ? Optional.of(line.matchedOptionValue(option, ""))
                : Optional.empty();
    }

    private static Instant moment(String text, Instant now) {
        try {
            return AuditMoment.parse(text).seenFrom(now);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(
                    picocli.CommandLine.ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
