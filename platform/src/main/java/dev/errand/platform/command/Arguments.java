package dev.errand.platform.command;

import java.util.List;
import java.util.Map;

/**
 * The arguments of one call.
 *
 * @param values one for each parameter of the method, in order
 * @param shown what was given, by name, with {@code ***} for what is sensitive; for the audit
 * @param facts what each argument is worth, by its name, for access rules: what was given or else
 *     the default, in one spelling for all that mean the same; empty for what has no value. Holds
 *     secrets as they are.
 */
public record Arguments(List<Value> values, String shown, Map<String, List<String>> facts) {

    /** Copies the values. */
    public Arguments {
        values = List.copyOf(values);
        facts = Map.copyOf(facts);
    }

    /** Only what it shows elsewhere. */
    @Override
    public String toString() {
        return shown;
    }

    /** What one parameter gets. */
    public sealed interface Value {

        /**
         * Something the host gives.
         *
         * @param type what
         */
        record Given(Class<?> type) implements Value {}

        /**
         * What was typed, or the default.
         *
         * @param name the argument's name
         * @param items none, one, or for a list several: the values themselves or {@link Later}s
         * @param wrapping how the parameter wants them
         */
        record Typed(String name, List<Object> items, Handler.Wrapping wrapping) implements Value {

            /** Copies the items. */
            public Typed {
                items = List.copyOf(items);
            }
        }
    }

    /**
     * Text that the plugin's own type will read, on a thread of the plugin.
     *
     * @param parse its static method
     * @param text what was typed
     */
    public record Later(java.lang.reflect.Method parse, String text) {}
}
