package dev.errand.platform.config;

import dev.errand.api.Default;
import dev.errand.api.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a component of a settings record can hold. */
sealed interface Shape {

    /** One written value. */
    record Scalar(Class<?> type, Function<String, Object> reader) implements Shape {

        boolean isSecret() {
            return type == Secret.class;
        }
    }

    /** A list or a set. */
    record Many(Shape element, boolean distinct) implements Shape {}

    /** Values under names that the operator chooses. */
    record Named(Shape element) implements Shape {}

    /** A value that may be absent. */
    record Maybe(Shape element) implements Shape {}

    /** A nested record; looked into only when needed, since a record may hold its own kind. */
    record Settings(Class<? extends Record> type) implements Shape {}

    /** All keys that no other component of the record claims. */
    record Rest() implements Shape {}

    /** Where the record itself was written. */
    record Here() implements Shape {}

    /**
     * A component of a settings record.
     *
     * @param key how it is written
     * @param shape what it holds
     * @param standard what holds when it is absent
     */
    record Setting(String key, Shape shape, Optional<String> standard) {

        static List<Setting> of(Class<? extends Record> type) {
            return Arrays.stream(type.getRecordComponents()).map(part -> of(type, part)).toList();
        }

        private static Setting of(Class<?> type, RecordComponent part) {
            Shape shape =
                    Shape.of(part.getGenericType())
                            .orElseThrow(() ->
                                    new Unbindable(
                                            type.getSimpleName()
                                                    + "."
                                                    + part.getName()
                                                    + " is of type "
                                                    + part.getGenericType().getTypeName()
                                                    + ", which no setting can be. "
                                                    + POSSIBLE));
            Default standard = part.getAnnotation(Default.class);
            return new Setting(
                    Words.kebab(part.getName()),
                    shape,
                    standard == null ? Optional.empty() : Optional.of(standard.value()));
        }
    }

    /** A record that cannot hold settings: a mistake of whoever wrote it, not of the operator. */
    final class Unbindable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Unbindable(String message) {
            super(message);
        }
    }

    String POSSIBLE =
            "Possible: String, int, long, double, boolean, Duration, Path, Secret, an enum, a record, a type"
                    + " with a static parse(String), and List, Set, Optional and Map<String, …> of these.";

    private static Optional<Shape> of(Type type) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain);
            case ParameterizedType generic -> {
                Type[] arguments = generic.getActualTypeArguments();
                Optional<Shape> element = of(arguments[arguments.length - 1]);
                if (generic.getRawType() == Map.class && arguments[0] != String.class) {
                    yield Optional.empty();
                }
                yield element.flatMap(shape -> around(generic.getRawType(), shape));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Shape> ofClass(Class<?> type) {
        if (type == Section.class) {
            return Optional.of(new Rest());
        }
        if (type == Written.class) {
            return Optional.of(new Here());
        }
        Optional<Function<String, Object>> reader = Scalars.reader(type);
        if (reader.isPresent()) {
            return Optional.of(new Scalar(type, reader.get()));
        }
        return type.isRecord()
                ? Optional.of(new Settings(type.asSubclass(Record.class)))
                : Optional.empty();
    }

    private static Optional<Shape> around(Type raw, Shape element) {
        if (raw == List.class) {
            return Optional.of(new Many(element, false));
        }
        if (raw == Set.class) {
            return Optional.of(new Many(element, true));
        }
        if (raw == Map.class) {
            return Optional.of(new Named(element));
        }
        return raw == Optional.class ? Optional.of(new Maybe(element)) : Optional.empty();
    }

    /** What stands at a path below this, if it can be said before any value is known. */
    default Optional<Shape> below(List<String> path) {
        if (path.isEmpty()) {
            return Optional.of(this);
        }
        List<String> further = path.subList(1, path.size());
        return switch (this) {
            case Scalar scalar ->
                    Optional.<Shape>of(scalar)
                            .filter(s -> scalar.isSecret() && path.equals(List.of("file")));
            case Maybe maybe -> maybe.element().below(path);
            case Named named -> named.element().below(further);
            case Many many -> Optional.empty();
            case Rest rest -> Optional.of(rest);
            case Here here -> Optional.empty();
            case Settings settings -> {
                Map<String, Shape> parts = new LinkedHashMap<>();
                Optional<Shape> open = Optional.empty();
                for (Setting part : Setting.of(settings.type())) {
                    parts.put(part.key(), part.shape());
                    if (part.shape() instanceof Rest) {
                        open = Optional.of(part.shape());
                    }
                }
                Shape next = parts.get(path.getFirst());
                yield next == null || next instanceof Rest ? open : next.below(further);
            }
        };
    }
}
