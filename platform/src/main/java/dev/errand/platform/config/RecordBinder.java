package dev.errand.platform.config;

import dev.errand.api.Secret;
import dev.errand.platform.config.Shape.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was written into a record and goes on past every mistake, so that all are told at once.
 * An absent value below is {@code null}: a problem has been noted for it.
 */
final class RecordBinder {

    private static final int DEEPEST = 32;
    private static final int SECRET_FILE_BYTES = 64 * 1024;
    private static final int SHORTEST_REDACTED = 4;

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private int depth;

    private RecordBinder() {}

    static <R extends Record> Binding<R> bind(Class<R> type, Node.Group group, String path) {
        RecordBinder binder = new RecordBinder();
        Object settings = binder.settings(type, group, path);
        return settings == null
                ? new Binding.Rejected<>(binder.redacted())
                : new Binding.Bound<>(type.cast(settings));
    }

    private @Nullable Object value(Shape shape, Node node, String path) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.isSecret() ? secret(scalar, node, path) : scalar(scalar, node, path);
            case Shape.Many many -> many(many, node, path);
            case Shape.Named named -> named(named, node, path);
            case Shape.Maybe maybe -> {
                Object value = value(maybe.element(), node, path);
                yield value == null ? null : Optional.of(value);
            }
            case Shape.Settings settings ->
                    node instanceof Node.Group group
                            ? settings(settings.type(), group, path)
                            : wrong(node, path, "a group of settings in braces");
            case Shape.Rest rest ->
                    node instanceof Node.Group group
                            ? new RawSection(path, group)
                            : wrong(node, path, "a group of settings in braces");
        };
    }

    private @Nullable Object scalar(Shape.Scalar scalar, Node node, String path) {
        return node instanceof Node.Text text ? read(scalar, text, path) : wrong(node, path, "a single value");
    }

    private @Nullable Object read(Shape.Scalar scalar, Node.Text text, String path) {
        try {
            return scalar.reader().apply(text.text());
        } catch (IllegalArgumentException e) {
            return problem(path, text.place(), String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object secret(Shape.Scalar scalar, Node node, String path) {
        Node.@Nullable Text text =
                switch (node) {
                    case Node.Text written -> written;
                    case Node.Group group -> secretFromFile(group, path);
                    case Node.Items items -> (Node.Text) wrong(items, path, "a text or { file = \"/path\" }");
                };
        Object secret = text == null ? null : read(scalar, text, path);
        if (secret instanceof Secret known) {
            secrets.add(known.reveal());
        }
        return secret;
    }

    private Node.@Nullable Text secretFromFile(Node.Group group, String path) {
        if (group.entries().size() != 1
                || !(group.entries().get("file") instanceof Node.Text(String name, String place))) {
            problem(path, group.place(), "A secret is a text or { file = \"/path\" }, with nothing else in the braces.");
            return null;
        }
        String where = Words.path(path, "file");
        try {
            Path file = Path.of(name);
            if (file.isAbsolute()) {
                return new Node.Text(BoundedFile.read(file, SECRET_FILE_BYTES), place);
            }
        } catch (InvalidPathException e) {
            // Said below, like a path that is not full.
        } catch (BoundedFile.Unreadable e) {
            problem(where, place, Words.quoted(name) + " " + e.reason());
            return null;
        }
        // Not quoted: it may be the secret itself, put in the wrong place.
        problem(where, place, "This is not a full path to a file, such as /run/secrets/token.");
        return null;
    }

    private @Nullable Object many(Shape.Many many, Node node, String path) {
        List<Node> items =
                switch (node) {
                    case Node.Items list -> list.items();
                    // An environment variable or a default cannot hold brackets.
                    case Node.Text text -> commaSeparated(text);
                    case Node.Group group -> List.of();
                };
        if (node instanceof Node.Group) {
            return wrong(node, path, "a list in brackets");
        }
        Collection<Object> values = many.distinct() ? new LinkedHashSet<>() : new ArrayList<>();
        boolean whole = true;
        for (int i = 0; i < items.size(); i++) {
            Object value = value(many.element(), items.get(i), path + "[" + i + "]");
            whole &= value != null;
            if (value != null) {
                values.add(value);
            }
        }
        if (!whole) {
            return null;
        }
        return many.distinct()
                ? Collections.unmodifiableSet((LinkedHashSet<Object>) values)
                : List.copyOf(values);
    }

    private static List<Node> commaSeparated(Node.Text text) {
        return Arrays.stream(text.text().split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .<Node>map(item -> new Node.Text(item, text.place()))
                .toList();
    }

    private @Nullable Object named(Shape.Named named, Node node, String path) {
        if (!(node instanceof Node.Group group)) {
            return wrong(node, path, "a group of settings in braces");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        group.entries()
                .forEach(
                        (name, below) -> {
                            Object value = value(named.element(), below, Words.path(path, name));
                            if (value != null) {
                                values.put(name, value);
                            }
                        });
        return values.size() == group.entries().size() ? Collections.unmodifiableMap(values) : null;
    }

    private @Nullable Object settings(Class<? extends Record> type, Node.Group group, String path) {
        if (++depth > DEEPEST) {
            depth--;
            return problem(path, group.place(), "Settings are nested more than " + DEEPEST + " deep here.");
        }
        int before = problems.size();
        try {
            List<Setting> parts = Setting.of(type);
            Node.Group unclaimed = unclaimed(parts, group);
            @Nullable Object[] values = new @Nullable Object[parts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = part(parts.get(i), type, group, unclaimed, path);
            }
            if (parts.stream().noneMatch(part -> part.shape() instanceof Shape.Rest)) {
                unknownKeys(parts, unclaimed, path);
            }
            return problems.size() == before ? construct(type, values, group, path) : null;
        } catch (Shape.Unbindable e) {
            return problem(path, group.place(), String.valueOf(e.getMessage()));
        } finally {
            depth--;
        }
    }

    private static Node.Group unclaimed(List<Setting> parts, Node.Group group) {
        Map<String, Node> rest = new LinkedHashMap<>(group.entries());
        for (Setting part : parts) {
            if (!(part.shape() instanceof Shape.Rest)) {
                rest.remove(part.key());
            }
        }
        return new Node.Group(rest, group.place());
    }

    private @Nullable Object part(
            Setting part, Class<?> type, Node.Group group, Node.Group unclaimed, String path) {
        if (part.shape() instanceof Shape.Rest) {
            return new RawSection(path, unclaimed);
        }
        String where = Words.path(path, part.key());
        Node node = group.entries().get(part.key());
        if (node != null) {
            return value(part.shape(), node, where);
        }
        if (part.standard().isPresent()) {
            String place = "@Default of " + type.getSimpleName();
            return value(part.shape(), new Node.Text(part.standard().get(), place), where);
        }
        return switch (part.shape()) {
            case Shape.Many many -> value(many, new Node.Items(List.of(), ""), where);
            case Shape.Named named -> Map.of();
            case Shape.Maybe maybe -> Optional.empty();
            case Shape.Settings settings -> settings(settings.type(), new Node.Group(Map.of(), group.place()), where);
            case Shape.Rest rest -> new RawSection(path, unclaimed);
            case Shape.Scalar scalar -> missing(group, unclaimed, where, part.key());
        };
    }

    private @Nullable Object missing(Node.Group group, Node.Group unclaimed, String where, String key) {
        String near =
                Words.nearest(key, unclaimed.entries().keySet())
                        .map(typo -> " Is " + Words.quoted(typo) + " meant to be it?")
                        .orElse("");
        String variable =
                Variables.name(where).map(name -> ", or set the environment variable " + name).orElse("");
        return problem(where, group.place(), "This is needed and missing." + near + " Write " + key + " = …" + variable + ".");
    }

    private void unknownKeys(List<Setting> parts, Node.Group unclaimed, String path) {
        List<String> known = parts.stream().map(Setting::key).toList();
        unclaimed
                .entries()
                .forEach(
                        (key, node) -> {
                            String hint =
                                    Words.nearest(Words.kebab(key), known)
                                            .map(near -> "Did you mean '" + near + "'?")
                                            .orElse(known.isEmpty() ? "Nothing can be set here." : "Known: " + String.join(", ", known) + ".");
                            problem(Words.path(path, key), node.place(), Words.quoted(key) + " is not known here. " + hint);
                        });
    }

    private @Nullable Object construct(
            Class<? extends Record> type, @Nullable Object[] values, Node.Group group, String path) {
        try {
            Class<?>[] types =
                    Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return refused(type, e.getCause(), group, path);
        } catch (ReflectiveOperationException e) {
            return problem(path, group.place(), type.getSimpleName() + " cannot be made: " + e.getClass().getSimpleName() + ".");
        }
    }

    private @Nullable Object refused(Class<?> type, @Nullable Throwable cause, Node.Group group, String path) {
        if (cause instanceof Faults.Found found) {
            found.messages().forEach((key, message) -> problem(path.isEmpty() ? key : path + "." + key, placeOf(group, key), message));
            return null;
        }
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            return problem(path, group.place(), cause.getMessage());
        }
        // The operator did not cause this, and the exception's text was not written for anybody.
        String kind = cause == null ? "nothing" : cause.getClass().getSimpleName();
        return problem(path, group.place(), type.getSimpleName() + " could not check these settings (" + kind + ").");
    }

    private static String placeOf(Node.Group group, String key) {
        Node node = group;
        for (String step : key.split("\\.", -1)) {
            Node below = node instanceof Node.Group inner ? inner.entries().get(step) : null;
            if (below == null) {
                break;
            }
            node = below;
        }
        return node.place();
    }

    private @Nullable Object wrong(Node node, String path, String needed) {
        String found =
                switch (node) {
                    // Not quoted: where a group is needed, what was written may be one of its secrets.
                    case Node.Text text -> "This is a single value";
                    case Node.Items items -> "This is a list";
                    case Node.Group group -> "This is a group of settings in braces";
                };
        return problem(path, node.place(), found + ". Write " + needed + ".");
    }

    private @Nullable Object problem(String path, String place, String message) {
        problems.add(new Problem(path, place, message));
        return null;
    }

    /** A secret may also have been put where a value is quoted, or into the message of a record's own check. */
    private List<Problem> redacted() {
        return problems.stream()
                .map(
                        problem -> {
                            String message = problem.message();
                            for (String secret : secrets) {
                                if (secret.length() >= SHORTEST_REDACTED) {
                                    message = message.replace(secret, "***");
                                }
                            }
                            return new Problem(problem.path(), problem.place(), message);
                        })
                .toList();
    }
}
