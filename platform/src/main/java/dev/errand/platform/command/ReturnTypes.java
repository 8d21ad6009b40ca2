package dev.errand.platform.command;

import dev.errand.api.Reply;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.stream.Stream;

/** What a command's method may return. */
final class ReturnTypes {

    private ReturnTypes() {}

    static boolean canBeSaid(Method method) {
        Class<?> type = method.getReturnType();
        return type == void.class
                || type == Void.class
                || isSaid(type)
                || (isWrapper(type) && isSaid(element(method.getGenericReturnType())));
    }

    private static boolean isSaid(Class<?> type) {
        return type == String.class
                || Reply.class.isAssignableFrom(type)
                || Number.class.isAssignableFrom(type)
                || (type.isPrimitive() && type != void.class)
                || type == Boolean.class
                || type == Character.class
                || type.isEnum();
    }

    private static boolean isWrapper(Class<?> type) {
        return type == Optional.class
                || Stream.class.isAssignableFrom(type)
                || Iterable.class.isAssignableFrom(type);
    }

    private static Class<?> element(Type generic) {
        if (generic instanceof ParameterizedType parameterized
                && parameterized.getActualTypeArguments().length == 1) {
            Type argument = parameterized.getActualTypeArguments()[0];
            if (argument instanceof java.lang.reflect.WildcardType wildcard) {
                argument = wildcard.getUpperBounds()[0];
            }
            if (argument instanceof Class<?> element) {
                return element;
            }
        }
        return void.class;
    }
}
