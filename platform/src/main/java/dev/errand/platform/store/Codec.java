package dev.errand.platform.store;

import dev.errand.api.StoreException;
import dev.errand.storage.spi.Namespace;
import java.time.Duration;
import java.time.Instant;
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

    private final Namespace namespace;
    private final Class<T> type;
    private final Json json;

    private Codec(Namespace namespace, Class<T> type, Json json) {
        this.namespace = namespace;
        this.type = type;
        this.json = json;
    }

    static <T> Codec<T> of(Namespace namespace, Class<T> type, Json json) {
        if (!type.isRecord() && !type.isEnum() && !SIMPLE.contains(type)) {
            throw new IllegalArgumentException(
                    "A store keeps records, enums, strings, boxed primitives, Instant or Duration; not '"
                            + type.getTypeName()
                            + "'. Wrap it in a record");
        }
        return new Codec<>(namespace, type, json);
    }

    byte[] encode(String key, T value) {
        Optional<byte[]> plain = PlainJson.write(value);
        if (plain.isPresent()) {
            return plain.get();
        }
        try {
            return json.mapper().writeValueAsBytes(value);
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
        Optional<T> plain = PlainJson.read(bytes, type);
        if (plain.isPresent()) {
            return plain.get();
        }
        T value;
        try {
            value = json.mapper().readValue(bytes, type);
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
        boolean known = type.isRecord() && component != null;
        return known ? kind + " at component '" + component + "'" : kind;
    }
}
