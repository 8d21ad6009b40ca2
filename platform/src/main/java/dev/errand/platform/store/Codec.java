package dev.errand.platform.store;

import dev.errand.api.StoreException;
import dev.errand.api.StoreType;
import dev.errand.storage.spi.Namespace;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * Values of one type to JSON and back. What Jackson says may quote values, so its words are left
 * out of every message.
 */
final class Codec<T> {

    private static final Set<Class<?>> SIMPLE =
            Set.of(
                    String.class,
                    Boolean.class,
                    Byte.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    Character.class,
                    Instant.class,
                    Duration.class);

    private static final Set<Class<?>> COLLECTIONS =
            Set.of(List.class, Set.class, Map.class, Optional.class);

    private final Namespace namespace;
    private final Type type;
    private final Json json;

    private Codec(Namespace namespace, Type type, Json json) {
        this.namespace = namespace;
        this.type = type;
        this.json = json;
    }

    static <T> Codec<T> of(Namespace namespace, Class<T> type, Json json) {
        return checked(namespace, type, json);
    }

    static <T> Codec<T> of(Namespace namespace, StoreType<T> type, Json json) {
        return checked(namespace, type.type(), json);
    }

    private static <T> Codec<T> checked(Namespace namespace, Type type, Json json) {
        if (!isKept(type)) {
            throw new IllegalArgumentException(
                    "A store keeps records, enums, strings, boxed primitives, Instant or Duration,"
                            + " and by a StoreType List, Set, Optional and Map<String, \u2026> of these; not '"
                            + type.getTypeName()
                            + "'. Wrap it in a record");
        }
        return new Codec<>(namespace, type, json);
    }

    private static boolean isKept(Type type) {
        return switch (type) {
            case Class<?> simple -> simple.isRecord() || simple.isEnum() || SIMPLE.contains(simple);
            case ParameterizedType many -> isKept(many);
            default -> false;
        };
    }

    private static boolean isKept(ParameterizedType many) {
        Type[] arguments = many.getActualTypeArguments();
        if (many.getRawType() instanceof Class<?> raw && raw.isRecord()) {
            return true;
        }
        boolean key = many.getRawType() != Map.class || arguments[0] == String.class;
        return COLLECTIONS.contains(many.getRawType())
                && key
                && isKept(arguments[arguments.length - 1]);
    }

    byte[] encode(String key, T value) {
        Optional<byte[]> plain = PlainJson.write(value);
        if (plain.isPresent()) {
            return plain.get();
        }
        try {
            return json.write(type, value);
        } catch (JacksonException e) {
            throw new StoreException(
                    "The value for key '"
                            + key
                            + "' in store '"
                            + namespace
                            + "' cannot be written as JSON: "
                            + reason(e)
                            + ". Look at the components of "
                            + type.getTypeName());
        }
    }

    T decode(String key, byte[] bytes) {
        @SuppressWarnings("unchecked") // The type is T's, so what fits it is a T.
        Optional<T> plain =
                type instanceof Class<?> simple
                        ? (Optional<T>) PlainJson.read(bytes, simple)
                        : Optional.empty();
        if (plain.isPresent()) {
            return plain.get();
        }
        T value;
        try {
            value = json.read(type, bytes);
        } catch (JacksonException e) {
            throw unreadable(key, reason(e));
        }
        if (value == null) {
            throw unreadable(key, "it is null");
        }
        return value;
    }

    private StoreException unreadable(String key, String why) {
        return new StoreException(
                "The value under key '"
                        + key
                        + "' in store '"
                        + namespace
                        + "' does not fit "
                        + type.getTypeName()
                        + ": "
                        + why
                        + ". Put or remove that key; all others are unaffected");
    }

    /**
     * The kind of trouble and the component it is in; deeper steps of the path may be keys of a
     * map, and so data.
     */
    private String reason(JacksonException e) {
        String kind =
                e.getCause() == null
                        ? e.getClass().getSimpleName()
                        : e.getCause().getClass().getSimpleName();
        String component = e.getPath().isEmpty() ? null : e.getPath().getFirst().getPropertyName();
        boolean known = type instanceof Class<?> named && named.isRecord() && component != null;
        return known ? kind + " at component '" + component + "'" : kind;
    }
}
