package dev.errand.platform.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one record, and tells what its own check has against it.
 *
 * @param group what it was bound from
 * @param path where that stands
 * @param failed the settings that are no good already, in whose place a stand-in is
 */
record Construction(Node.Group group, String path, Set<String> failed, Findings findings) {

    @Nullable Object of(Class<? extends Record> type, @Nullable Object[] values) {
        if (Arrays.asList(values).contains(null)) {
            return null;
        }
        try {
            Class<?>[] types =
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return refused(type, e.getCause());
        } catch (ReflectiveOperationException e) {
            return refused(type, e);
        }
    }

    private @Nullable Object refused(Class<?> type, @Nullable Throwable cause) {
        String place = group.place();
        if (cause instanceof Faults.Found found) {
            for (Faults.Fault fault : found.faults()) {
                if (fault.keys().stream().noneMatch(failed::contains)) {
                    String key = fault.keys().getFirst();
                    findings.note(
                            path.isEmpty() ? key : path + "." + key,
                            group.placeOf(key),
                            fault.message());
                }
            }
            return null;
        }
        if (!failed.isEmpty()) {
            // It may be the stand-ins that it does not like.
            return null;
        }
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            return findings.note(path, place, cause.getMessage());
        }
        // The operator did not cause this, and the exception's text was not written for anybody.
        String kind = cause == null ? "nothing" : cause.getClass().getSimpleName();
        return findings.note(
                path,
                place,
                type.getSimpleName() + " could not check these settings (" + kind + ").");
    }
}
