package dev.errand.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;

/**
 * A type of values with its type arguments, which a {@code Class} cannot name: {@code new
 * StoreType<List<String>>() {}}.
 *
 * @param <T> the type
 */
public abstract class StoreType<T> {

    private final Type type;

    /**
     * Made by an anonymous subclass without a body.
     *
     * @throws IllegalStateException if the subclass does not say what {@code T} is
     */
    protected StoreType() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType named)
                || named.getRawType() != StoreType.class) {
            throw new IllegalStateException(
                    "A StoreType is made as in 'new StoreType<List<String>>() {}'");
        }
        type = Objects.requireNonNull(named.getActualTypeArguments()[0], "type");
    }

    /**
     * The type.
     *
     * @return what stands between the angle brackets
     */
    public final Type type() {
        return type;
    }

    /** The type as it is written. */
    @Override
    public final String toString() {
        return type.getTypeName();
    }
}
