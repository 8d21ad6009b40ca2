package dev.errand.platform.command;

import java.util.List;
import java.util.Optional;

/**
 * One argument of a command, as a person sees it.
 *
 * @param name its name in help and errors
 * @param description what to give, may be empty
 * @param form how it stands in the line
 * @param type what its text must be
 * @param required whether the command cannot run without it
 * @param fallback what holds if it is not given, as a person would type it
 * @param sensitive whether its value is written nowhere
 */
public record ParameterDefinition(
        String name,
        String description,
        Form form,
        ArgumentType type,
        boolean required,
        Optional<String> fallback,
        boolean sensitive) {

    /** How an argument stands in the line. */
    public sealed interface Form {

        /** One word, by its place. */
        record Positional() implements Form {}

        /** All words from its place on, each a value. */
        record Repeated() implements Form {}

        /** The rest of the line as it was typed. */
        record Rest() implements Form {}

        /** A mark that is there or not. */
        record Switch(List<String> marks) implements Form {

            /** Copies the marks. */
            public Switch {
                marks = List.copyOf(marks);
            }
        }

        /** A mark with a value behind it, or joined to it. */
        record Option(List<String> marks, boolean attached) implements Form {

            /** Copies the marks. */
            public Option {
                marks = List.copyOf(marks);
            }
        }
    }

    /** The argument as a usage line shows it: {@code <name>}, {@code [type]}, {@code [+short]}. */
    public String usage() {
        String shown =
                switch (form) {
                    case Form.Positional() -> required ? "<" + name + ">" : name;
                    case Form.Repeated() -> required ? "<" + name + "…>" : name + "…";
                    case Form.Rest() -> required ? "<" + name + "…>" : name + "…";
                    case Form.Switch(List<String> marks) -> marks.getFirst();
                    case Form.Option(List<String> marks, boolean attached) ->
                            marks.getFirst() + (attached ? "" : " ") + "<" + name + ">";
                };
        return required ? shown : "[" + shown + "]";
    }
}
