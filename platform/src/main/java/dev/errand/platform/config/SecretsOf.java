package dev.errand.platform.config;

import dev.errand.api.Secret;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the secrets in a settings record, however deep. */
final class SecretsOf {

    private SecretsOf() {}

    static void each(Object value, Consumer<Secret> found) {
        switch (value) {
            case Secret secret -> found.accept(secret);
            case Optional<?> optional -> optional.ifPresent(inner -> each(inner, found));
            // not any Iterable: a Path is one, of itself
            case Collection<?> elements -> elements.forEach(element -> each(element, found));
            case Map<?, ?> map -> map.values().forEach(element -> each(element, found));
            case Record settings -> {
                for (RecordComponent component : settings.getClass().getRecordComponents()) {
                    each(read(settings, component), found);
                }
            }
            default -> {}
        }
    }

    private static Object read(Record settings, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "A settings record cannot be read: " + settings.getClass().getName(), e);
        }
    }
}
