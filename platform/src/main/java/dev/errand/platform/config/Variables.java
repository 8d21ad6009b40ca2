package dev.errand.platform.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Lays environment variables over what the file says. {@code execution.threads-per-plugin} is
 * {@code ERRAND_EXECUTION__THREADS_PER_PLUGIN}: two underscores for a dot, one for a dash. With
 * {@code _FILE} at the end (but not {@code __FILE}, which is a key called {@code file}) the
 * variable names a file that holds the value. A path that has a name this rule cannot give back,
 * such as one with {@code --} or an underscore, has no variable.
 */
final class Variables {

    private static final String START = "ERRAND_";
    private static final Set<String> RESERVED = Set.of("ERRAND_HOME");
    private static final String RESERVED_START = "ERRAND_TEST_";
    private static final int MOST_BYTES = 64 * 1024;
    private static final Pattern STEP = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Shape shape;
    private final Map<String, String> environment;
    private final List<Problem> problems = new ArrayList<>();

    private Variables(Shape shape, Map<String, String> environment) {
        this.shape = shape;
        this.environment = environment;
    }

    /** What came of it. */
    record Overlaid(Node.Group group, List<Problem> problems) {}

    /**
     * @param used variables that the file itself refers to, which may be called anything
     */
    static Overlaid overlay(
            Class<? extends Record> type,
            Node.Group group,
            Map<String, String> environment,
            Set<String> used) {
        Variables variables = new Variables(new Shape.Settings(type), environment);
        Node.Group result = group;
        for (String name : new TreeMap<>(environment).keySet()) {
            if (isOurs(name)) {
                result = variables.lay(result, name, used.contains(name));
            }
        }
        return new Overlaid(result, variables.problems);
    }

    /** The variable for a path, if it has one. */
    static Optional<String> name(String path) {
        String[] steps = path.split("\\.", -1);
        return Arrays.stream(steps).allMatch(step -> STEP.matcher(step).matches())
                ? Optional.of(
                        START + path.toUpperCase(Locale.ROOT).replace(".", "__").replace('-', '_'))
                : Optional.empty();
    }

    static String place(String variable) {
        return "environment variable " + variable;
    }

    private static boolean isOurs(String name) {
        return name.startsWith(START)
                && !name.startsWith(RESERVED_START)
                && !RESERVED.contains(name);
    }

    private Node.Group lay(Node.Group group, String variable, boolean used) {
        boolean inFile = variable.endsWith("_FILE") && !variable.endsWith("__FILE");
        String plain =
                inFile ? variable.substring(0, variable.length() - "_FILE".length()) : variable;
        List<String> path = path(plain);
        Optional<Shape> target = path.isEmpty() ? Optional.empty() : shape.below(path);
        if (target.isEmpty()) {
            if (!used) {
                unknown(variable);
            }
            return group;
        }
        if (isGroup(target.get(), path)) {
            problem(
                    variable,
                    Words.quoted(variable)
                            + " names a group of settings. Set them one by one: "
                            + plain
                            + "__… = …");
            return group;
        }
        if (inFile && environment.containsKey(plain)) {
            problem(variable, "Both " + plain + " and " + variable + " are set. Set one of them.");
            return group;
        }
        Optional<String> value = inFile ? content(variable) : Optional.of(value(variable));
        return value.map(text -> group.with(path, new Node.Text(text, place(variable))))
                .orElse(group);
    }

    private static List<String> path(String variable) {
        String[] steps = variable.substring(START.length()).split("__", -1);
        List<String> path =
                Arrays.stream(steps)
                        .map(step -> step.toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList();
        boolean canBeGivenBack =
                path.stream().allMatch(step -> STEP.matcher(step).matches())
                        && variable.equals(variable.toUpperCase(Locale.ROOT));
        return canBeGivenBack ? path : List.of();
    }

    /**
     * One step below {@code chats}, {@code plugins} is still a name; what a rest holds is known
     * later.
     */
    private static boolean isGroup(Shape target, List<String> path) {
        return switch (target) {
            case Shape.Settings settings -> true;
            case Shape.Named named -> true;
            case Shape.Rest rest -> path.size() == 2 && path.getFirst().equals("plugins");
            case Shape.Maybe maybe -> isGroup(maybe.element(), path);
            case Shape.Many many -> false;
            case Shape.Scalar scalar -> false;
            case Shape.Here here -> false;
        };
    }

    private String value(String variable) {
        return environment.getOrDefault(variable, "");
    }

    private Optional<String> content(String variable) {
        String name = value(variable);
        try {
            return Optional.of(BoundedFile.read(Path.of(name), MOST_BYTES).strip());
        } catch (InvalidPathException e) {
            problem(variable, Words.quoted(name) + " is not a path.");
        } catch (BoundedFile.Unreadable e) {
            problem(variable, Words.quoted(name) + " " + e.reason());
        }
        return Optional.empty();
    }

    private void unknown(String variable) {
        List<String> known = new ArrayList<>();
        names(shape, START, known);
        String hint =
                Words.nearest(variable, known)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse(
                                "Two underscores stand for a dot and one for a dash, such as ERRAND_EXECUTION__DEADLINE for execution.deadline.");
        problem(variable, "No setting belongs to " + Words.quoted(variable) + ". " + hint);
    }

    private static void names(Shape shape, String start, List<String> names) {
        if (!(shape instanceof Shape.Settings settings)) {
            return;
        }
        for (Shape.Setting part : Shape.Setting.of(settings.type())) {
            String name = start + part.key().toUpperCase(Locale.ROOT).replace('-', '_');
            if (part.shape() instanceof Shape.Settings) {
                names(part.shape(), name + "__", names);
            } else if (!(part.shape() instanceof Shape.Rest
                    || part.shape() instanceof Shape.Named)) {
                names.add(name);
            }
        }
    }

    private void problem(String variable, String message) {
        problems.add(new Problem("", place(variable), message));
    }
}
