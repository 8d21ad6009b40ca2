package dev.errand.platform.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells people what a settings record can hold and what it does hold, without any secret. */
final class Description {

    private static final int DEEPEST = 8;

    private final List<Section.Shown> lines = new ArrayList<>();

    private Description() {}

    static List<Section.Shown> of(Class<? extends Record> type, Node.Group values) {
        Description description = new Description();
        description.record(type, values, "", 0);
        return List.copyOf(description.lines);
    }

    static boolean isSecret(Class<? extends Record> type, String key) {
        try {
            return new Shape.Settings(type)
                    .below(List.of(key.split("\\.", -1)))
                    .filter(shape -> !(shape instanceof Shape.Rest) && isSecret(shape))
                    .isPresent();
        } catch (Shape.Unbindable wrong) {
            return false;
        }
    }

    private void record(Class<? extends Record> type, Node.Group values, String above, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        try {
            for (Shape.Setting part : Shape.Setting.of(type)) {
                setting(part, values, above, depth);
            }
        } catch (Shape.Unbindable wrong) {
            lines.add(
                    new Section.Shown(
                            above.isEmpty() ? "-" : above,
                            String.valueOf(wrong.getMessage()),
                            "",
                            ""));
        }
    }

    private void setting(Shape.Setting part, Node.Group values, String above, int depth) {
        if (part.shape() instanceof Shape.Here) {
            return;
        }
        String key = Words.path(above, part.key());
        Node node = values.entries().get(part.key());
        if (part.shape() instanceof Shape.Settings(Class<? extends Record> inner)) {
            record(
                    inner,
                    node instanceof Node.Group group ? group : Node.Group.EMPTY,
                    key,
                    depth + 1);
            return;
        }
        String value = node == null ? part.standard().orElse("") : shown(part.shape(), node);
        lines.add(
                new Section.Shown(
                        key,
                        kind(part.shape()),
                        value,
                        node == null
                                ? part.standard().isPresent() ? "default" : ""
                                : node.place()));
    }

    private static String shown(Shape shape, Node node) {
        if (isSecret(shape)) {
            return "***";
        }
        return switch (node) {
            case Node.Text text -> text.text();
            case Node.Items items ->
                    items.items().stream()
                            .map(item -> item instanceof Node.Text text ? text.text() : "{…}")
                            .collect(Collectors.joining(", "));
            case Node.Group group -> "{ " + String.join(", ", group.entries().keySet()) + " }";
        };
    }

    /** What nobody has given a type may be a secret as well. */
    private static boolean isSecret(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.isSecret();
            case Shape.Many many -> isSecret(many.element());
            case Shape.Maybe maybe -> isSecret(maybe.element());
            case Shape.Named named -> isSecret(named.element());
            case Shape.Settings settings -> false;
            case Shape.Rest rest -> true;
            case Shape.Here here -> false;
        };
    }

    private static String kind(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar when scalar.type().isEnum() ->
                    Arrays.stream(scalar.type().getEnumConstants())
                            .map(constant -> Words.kebab(((Enum<?>) constant).name()))
                            .collect(Collectors.joining(" or "));
            case Shape.Scalar scalar -> scalar.type().getSimpleName().toLowerCase(Locale.ROOT);
            case Shape.Many many -> "list of " + kind(many.element());
            case Shape.Maybe maybe -> "optional " + kind(maybe.element());
            case Shape.Named named -> "names with " + kind(named.element());
            case Shape.Settings settings -> "settings in braces";
            case Shape.Rest rest -> "anything else";
            case Shape.Here here -> "";
        };
    }
}
