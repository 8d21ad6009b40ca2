package dev.errand.platform.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HOCON file with what it includes. Nothing but these files and the given environment
 * gets in: no system property, no class path, no address.
 */
final class HoconFile {

    /**
     * The place of a value that stands in for a substitution without one, whose problem is noted
     * already.
     */
    static final String UNRESOLVED = "unresolved";

    private static final int MOST_UNRESOLVED = 100;
    private static final Pattern LINE = Pattern.compile("^(.*): (\\d+)(?:-\\d+)?$");
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");

    private static final Comparator<Map.Entry<String, ConfigValue>> IN_WRITTEN_ORDER =
            Comparator.comparingInt((Map.Entry<String, ConfigValue> entry) ->
                            entry.getValue().origin().lineNumber())
                    .thenComparing(Map.Entry::getKey);

    private final Map<String, String> environment;
    private final Set<String> lookedUp = new HashSet<>();
    private final Set<String> unresolved = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private HoconFile(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * What was read.
     *
     * @param group the settings; absent if the text could not be understood
     * @param lookedUp the environment variables that the text refers to
     * @param problems what was wrong
     */
    record Text(Optional<Node.Group> group, Set<String> lookedUp, List<Problem> problems) {}

    static Text read(Path file, Map<String, String> environment) {
        HoconFile hocon = new HoconFile(environment);
        Optional<Node.Group> group = Optional.empty();
        try {
            Config parsed = Includes.parse(file, hocon.problems);
            if (hocon.problems.isEmpty()) {
                group = hocon.resolve(parsed);
            }
        } catch (StackOverflowError tooDeep) {
            hocon.problems.add(
                    new Problem("", file.toString(), "Brackets or braces are nested too deep."));
        }
        return new Text(group, hocon.lookedUp, hocon.problems);
    }

    private Optional<Node.Group> resolve(Config parsed) {
        ConfigResolveOptions options =
                ConfigResolveOptions.noSystem().appendResolver(new FromEnvironment());
        while (true) {
            try {
                return Optional.of(group(parsed.resolve(options).root()));
            } catch (ConfigException.UnresolvedSubstitution e) {
                String message = String.valueOf(e.getMessage());
                Matcher matcher = NAME.matcher(message);
                String name = matcher.find() ? matcher.group(1) : "";
                boolean cycle = message.contains("cycle");
                problems.add(SyntaxWords.unresolved(e, name, cycle));
                // Each gets a stand-in, so that the next one without a value is found too.
                if (cycle || !unresolved.add(name) || unresolved.size() > MOST_UNRESOLVED) {
                    return Optional.empty();
                }
            } catch (ConfigException e) {
                problems.add(SyntaxWords.problem(e));
                return Optional.empty();
            }
        }
    }

    private static Node node(ConfigValue value) {
        return switch (value) {
            case ConfigObject object -> group(object);
            case ConfigList list ->
                    new Node.Items(
                            list.stream().map(HoconFile::node).toList(), place(list.origin()));
            default -> new Node.Text(written(value), place(value.origin()));
        };
    }

    private static Node.Group group(ConfigObject object) {
        Map<String, Node> entries = new LinkedHashMap<>();
        object.entrySet().stream()
                // As good as absent: the default holds.
                .filter(entry -> entry.getValue().valueType() != ConfigValueType.NULL)
                .sorted(IN_WRITTEN_ORDER)
                .forEach(entry -> entries.put(entry.getKey(), node(entry.getValue())));
        return new Node.Group(entries, place(object.origin()));
    }

    /** A number as it was written: 1.10 is not 1.1 when it is a version. */
    private static String written(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING -> (String) value.unwrapped();
            case NULL -> "null";
            default -> value.atKey("value").getString("value");
        };
    }

    /** {@code errand.conf:12}; of a value put together from several, the first. */
    static String place(@Nullable ConfigOrigin origin) {
        if (origin == null) {
            return "";
        }
        String description = origin.description();
        if (description.startsWith("merge of ")) {
            description = description.substring("merge of ".length()).split(",", -1)[0];
        }
        Matcher line = LINE.matcher(description);
        return line.matches() ? line.group(1) + ":" + line.group(2) : description;
    }

    /** Answers for what no setting is called. */
    private final class FromEnvironment implements ConfigResolver {

        @Override
        public @Nullable ConfigValue lookup(String path) {
            if (unresolved.contains(path)) {
                return ConfigValueFactory.fromAnyRef("", UNRESOLVED);
            }
            lookedUp.add(path);
            String value = environment.get(path);
            return value == null
                    ? null
                    : ConfigValueFactory.fromAnyRef(value, Variables.place(path));
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return this;
        }
    }
}
