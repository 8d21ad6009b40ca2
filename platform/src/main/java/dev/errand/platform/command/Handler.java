package dev.errand.platform.command;

import java.lang.reflect.Method;
import java.util.List;

/**
 * A plugin's method and what each of its parameters takes. Holds a class of the plugin, so it lives
 * no longer than the plugin's entry in the registry.
 *
 * @param method the method, made accessible
 * @param slots one for each parameter, in order
 */
public record Handler(Method method, List<Slot> slots) {

    /** Copies the slots. */
    public Handler {
        slots = List.copyOf(slots);
    }

    /** What one parameter takes. */
    public sealed interface Slot {

        /** Something the host gives: the call, the caller, the message, the match. */
        record Given(Class<?> type) implements Slot {}

        /**
         * An argument of the line.
         *
         * @param definition what people see
         * @param reader how text becomes the value
         * @param wrapping whether the value is wrapped
         */
        record Argument(ParameterDefinition definition, ValueReader reader, Wrapping wrapping)
                implements Slot {}
    }

    /** How a parameter's value is wrapped. */
    public enum Wrapping {
        /** Not at all. */
        NONE,
        /** In an {@code Optional}. */
        OPTIONAL,
        /** In a {@code List}. */
        LIST
    }
}
