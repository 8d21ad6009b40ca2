package dev.errand.platform.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads {@code errand.conf} and the environment, once, at start. */
public final class ConfigFile {

    private ConfigFile() {}

    /** Reads a file that somebody named: it must exist. */
    public static ConfigResult load(Path file, Map<String, String> environment) {
        HoconFile.Text text = HoconFile.read(file, environment);
        // Of half a file it cannot be said what is missing from it.
        return text.group()
                .map(group -> bind(group, environment, text.lookedUp(), text.problems()))
                .orElseGet(() -> new ConfigResult.Rejected(text.problems()));
    }

    /** Reads the file at its usual place; without one, everything takes its default. */
    public static ConfigResult loadIfPresent(Path file, Map<String, String> environment) {
        // A link that leads nowhere is a mistake, not an absent file.
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? load(file, environment)
                : bind(Node.Group.EMPTY, environment, Set.of(), List.of());
    }

    /** A file to start from: every setting of the host, commented out, with its default. */
    public static String template() {
        try (InputStream in = ConfigFile.class.getResourceAsStream("errand.conf")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConfigResult bind(
            Node.Group group,
            Map<String, String> environment,
            Set<String> lookedUp,
            List<Problem> earlier) {
        List<Problem> problems = new ArrayList<>(earlier);
        Variables.Overlaid overlaid =
                Variables.overlay(ErrandConfig.class, group, environment, lookedUp);
        problems.addAll(overlaid.problems());
        return switch (RecordBinder.bind(ErrandConfig.class, overlaid.group(), "")) {
            case Binding.Bound<ErrandConfig>(ErrandConfig config) when problems.isEmpty() ->
                    new ConfigResult.Loaded(config);
            case Binding.Bound<ErrandConfig> bound -> new ConfigResult.Rejected(problems);
            case Binding.Rejected<ErrandConfig> rejected -> {
                rejected.problems().stream()
                        .filter(problem -> !problem.place().equals(HoconFile.UNRESOLVED))
                        .forEach(problems::add);
                yield new ConfigResult.Rejected(problems);
            }
        };
    }
}
