package dev.errand.platform.config;

import dev.errand.api.Default;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One limit on how much is run. Those on rate and concurrency that fit all hold; of deadlines and
 * of outputs the one that names the command most closely holds.
 *
 * @param written where it stands
 * @param of which commands
 * @param to whose, everyone's if nobody is named
 * @param except whose not, although {@code to} names them
 * @param per what is counted together; needed for rate and concurrency
 * @param rate how often
 * @param concurrent how many at once
 * @param deadline how long one may take
 * @param output how much text one may say
 */
public record LimitRule(
        Written written,
        @Default("*") List<What> of,
        List<Who> to,
        List<Who> except,
        Optional<Per> per,
        Optional<Rate> rate,
        Optional<Integer> concurrent,
        Optional<Duration> deadline,
        Optional<ByteSize> output) {

    /** What is counted together. */
    public enum Per {
        /** All that one person runs. */
        PERSON,
        /** All runs of one command. */
        COMMAND,
        /** All runs of one plugin's commands. */
        PLUGIN,
        /** All that is run from one room. */
        ROOM,
        /** All that is run from one chat. */
        CHAT
    }

    public LimitRule {
        new Faults()
                .expect(
                        rate.isPresent()
                                || concurrent.isPresent()
                                || deadline.isPresent()
                                || output.isPresent(),
                        "A limit says rate, concurrent, deadline or output, such as"
                                + " { of = deploy, per = person, rate = \"5/1h\" }.",
                        "rate",
                        "concurrent",
                        "deadline",
                        "output")
                .expect(
                        per.isPresent() || (rate.isEmpty() && concurrent.isEmpty()),
                        "A rate or a number at once is counted per person, command, plugin, room or chat. Say which.",
                        "per")
                .expect(
                        concurrent.isEmpty() || concurrent.get() >= 1,
                        "At least 1 runs at once; a rule with deny forbids a command.",
                        "concurrent")
                .expect(
                        deadline.isEmpty()
                                || (deadline.get().toMillis() >= 100
                                        && deadline.get().compareTo(Duration.ofDays(1)) <= 0),
                        "A deadline is 100ms to 1 day.",
                        "deadline")
                .expect(
                        output.isEmpty() || output.get().bytes() >= 100,
                        "An output is at least 100B.",
                        "output")
                .throwIfAny();
    }

    /** Whether exactly one command is named, so that it takes the place of what that declares. */
    public boolean namesOneCommand() {
        return of.stream().allMatch(What::isExact);
    }

    /** The limit in one line, as it reads aloud. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("limit of ").append(joined(of));
        text.append(to.isEmpty() ? "" : " to " + joined(to));
        text.append(except.isEmpty() ? "" : " except " + joined(except));
        per.ifPresent(what -> text.append(" per ").append(Words.kebab(what.name())));
        rate.ifPresent(often -> text.append(" rate ").append(often));
        concurrent.ifPresent(most -> text.append(" concurrent ").append(most));
        deadline.ifPresent(
                longest -> text.append(" deadline ").append(longest.toString().substring(2)));
        output.ifPresent(most -> text.append(" output ").append(most.bytes()).append('B'));
        return text.toString();
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }
}
