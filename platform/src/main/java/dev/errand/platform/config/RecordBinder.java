package dev.errand.platform.config;

import dev.errand.api.Secret;
import dev.errand.platform.config.Shape.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was written into a record and goes on past every mistake, so that all are told at
 * once. An absent value below is {@code null}: a problem has been noted for it.
 */
final class RecordBinder {

    private static final int DEEPEST = 32;
    private static final String BRACES = "a group of settings in braces";

    private final Findings findings = new Findings();
    private final boolean givesStandIns;
    private int depth;

    private RecordBinder(boolean givesStandIns, int depth) {
        this.givesStandIns = givesStandIns;
        this.depth = depth;
    }

    static <R extends Record> Binding<R> bind(Class<R> type, Node.Group group, String path) {
        RecordBinder binder = new RecordBinder(true, 0);
        Object settings = binder.settings(type, group, path);
        return settings == null
                ? new Binding.Rejected<>(binder.findings.problems())
                : new Binding.Bound<>(type.cast(settings));
    }

    private @Nullable Object value(Shape shape, Node node, String path) {
        return switch (shape) {
            case Shape.Scalar scalar when scalar.isSecret() -> secret(scalar, node, path);
            case Shape.Scalar scalar ->
                    node instanceof Node.Text text
                            ? read(scalar, text, path)
                            : findings.wrongKind(node, path, "a single value");
            case Shape.Many many -> many(many, node, path);
            case Shape.Maybe maybe -> {
                Object value = value(maybe.element(), node, path);
                yield value == null ? null : Optional.of(value);
            }
            case Shape braced when !(node instanceof Node.Group) ->
                    findings.wrongKind(node, path, BRACES);
            case Shape.Named named -> named(named, (Node.Group) node, path);
            case Shape.Settings settings -> settings(settings.type(), (Node.Group) node, path);
            case Shape.Rest rest -> new RawSection(path, (Node.Group) node);
            case Shape.Here here -> new Written(node.place());
        };
    }

    private @Nullable Object read(Shape.Scalar scalar, Node.Text text, String path) {
        try {
            return scalar.reader().apply(text.text());
        } catch (IllegalArgumentException e) {
            return findings.note(path, text.place(), String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object secret(Shape.Scalar scalar, Node node, String path) {
        Node.Text text = SecretText.of(node, path, findings);
        Object secret = text == null ? null : read(scalar, text, path);
        if (secret instanceof Secret known) {
            findings.protect(known);
        }
        return secret;
    }

    private @Nullable Object many(Shape.Many many, Node node, String path) {
        List<Node> items =
                switch (node) {
                    case Node.Items list -> list.items();
                    // An environment variable or a default cannot hold brackets.
                    case Node.Text text -> commaSeparated(text);
                    case Node.Group group -> null;
                };
        if (items == null) {
            return findings.wrongKind(node, path, "a list in brackets");
        }
        Collection<Object> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Object value = value(many.element(), items.get(i), path + "[" + i + "]");
            if (value != null) {
                values.add(value);
            }
        }
        if (values.size() < items.size()) {
            return null;
        }
        return many.distinct()
                ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
                : List.copyOf(values);
    }

    private static List<Node> commaSeparated(Node.Text text) {
        return Arrays.stream(text.text().split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .<Node>map(item -> new Node.Text(item, text.place()))
                .toList();
    }

    private @Nullable Object named(Shape.Named named, Node.Group group, String path) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : group.entries().entrySet()) {
            Object value =
                    value(named.element(), entry.getValue(), Words.path(path, entry.getKey()));
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        }
        return values.size() == group.entries().size() ? Collections.unmodifiableMap(values) : null;
    }

    private @Nullable Object settings(Class<? extends Record> type, Node.Group group, String path) {
        if (depth >= DEEPEST) {
            return findings.note(
                    path,
                    group.place(),
                    "Settings are nested more than " + DEEPEST + " deep here.");
        }
        depth++;
        int before = findings.count();
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
            Set<String> failed = standIns(parts, values, type, path);
            Object settings = new Construction(group, path, failed, findings).of(type, values);
            return findings.count() == before ? settings : null;
        } catch (Shape.Unbindable e) {
            return findings.note(path, group.place(), String.valueOf(e.getMessage()));
        } finally {
            depth--;
        }
    }

    private static Node.Group unclaimed(List<Setting> parts, Node.Group group) {
        Map<String, Node> rest = new LinkedHashMap<>(group.entries());
        for (Setting part : parts) {
            if (!(part.shape() instanceof Shape.Rest || part.shape() instanceof Shape.Here)) {
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
        if (part.shape() instanceof Shape.Here) {
            return new Written(group.place());
        }
        String where = Words.path(path, part.key());
        Node node = group.entries().get(part.key());
        if (node != null) {
            return value(part.shape(), node, where);
        }
        return part.shape() instanceof Shape.Scalar && part.standard().isEmpty()
                ? missing(group, unclaimed, where, part.key())
                : absent(part, type, group.place(), where);
    }

    private @Nullable Object absent(Setting part, Class<?> type, String place, String where) {
        if (part.standard().isPresent()) {
            String origin = "@Default of " + type.getSimpleName();
            return value(part.shape(), new Node.Text(part.standard().get(), origin), where);
        }
        return switch (part.shape()) {
            case Shape.Many many -> value(many, new Node.Items(List.of(), place), where);
            case Shape.Maybe maybe -> Optional.empty();
            case Shape.Scalar scalar -> null;
            case Shape other -> value(other, new Node.Group(Map.of(), place), where);
        };
    }

    private @Nullable Object missing(
            Node.Group group, Node.Group unclaimed, String where, String key) {
        String near =
                Words.nearest(key, unclaimed.entries().keySet())
                        .map(typo -> " Is " + Words.quoted(typo) + " meant to be it?")
                        .orElse("");
        String variable =
                Variables.name(where)
                        .map(name -> ", or set the environment variable " + name)
                        .orElse("");
        return findings.note(
                where,
                group.place(),
                "This is needed and missing." + near + " Write " + key + " = …" + variable + ".");
    }

    private void unknownKeys(List<Setting> parts, Node.Group unclaimed, String path) {
        List<String> known =
                parts.stream()
                        .filter(part -> !(part.shape() instanceof Shape.Here))
                        .map(Setting::key)
                        .toList();
        String all =
                known.isEmpty()
                        ? "Nothing can be set here."
                        : "Known: " + String.join(", ", known) + ".";
        unclaimed
                .entries()
                .forEach((key, node) -> {
                    String hint =
                            Words.nearest(Words.kebab(key), known)
                                    .map(near -> "Did you mean '" + near + "'?")
                                    .orElse(all);
                    findings.note(
                            Words.path(path, key),
                            node.place(),
                            Words.quoted(key) + " is not known here. " + hint);
                });
    }

    /**
     * Puts the default where a value is no good, so that the host's own records can still check the
     * others; what comes of it is thrown away. Records of plugins never see a value that nobody
     * wrote.
     */
    private Set<String> standIns(
            List<Setting> parts, @Nullable Object[] values, Class<?> type, String path) {
        Set<String> failed = new HashSet<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                failed.add(parts.get(i).key());
                if (givesStandIns && type.getPackage() == RecordBinder.class.getPackage()) {
                    values[i] = new RecordBinder(false, depth).absent(parts.get(i), type, "", path);
                }
            }
        }
        return failed;
    }
}
