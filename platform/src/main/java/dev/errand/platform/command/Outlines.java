package dev.errand.platform.command;

import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.CommandOutline.Argument;
import dev.errand.backend.spi.CommandOutline.Place;
import dev.errand.platform.command.ParameterDefinition.Form;
import java.util.Comparator;
import java.util.List;

/** Outlines the commands for chats that have menus. */
public final class Outlines {

    private Outlines() {}

    /**
     * All commands that are not hidden.
     *
     * @param tree the commands there are
     * @return their outlines, in the order of their names
     */
    public static List<CommandOutline> of(CommandTree tree) {
        return tree.commands().stream()
                .map(BoundCommand::definition)
                .filter(definition -> !definition.hidden())
                .sorted(Comparator.comparing(CommandDefinition::name))
                .map(Outlines::outline)
                .toList();
    }

    private static CommandOutline outline(CommandDefinition definition) {
        return new CommandOutline(
                definition.name(),
                definition.description(),
                definition.parameters().stream().map(Outlines::argument).toList());
    }

    private static Argument argument(ParameterDefinition parameter) {
        return new Argument(
                parameter.name(),
                parameter.description(),
                parameter.required(),
                place(parameter.form()),
                type(parameter));
    }

    private static Place place(Form form) {
        return switch (form) {
            case Form.Positional() -> new Place.Word();
            case Form.Repeated(), Form.Rest() -> new Place.Rest();
            case Form.Switch(List<String> marks) -> new Place.Switch(marks.getFirst());
            case Form.Option(List<String> marks, boolean attached) ->
                    new Place.Option(marks.getFirst(), attached);
        };
    }

    /** Several values in one field are text, whatever each of them is. */
    private static CommandOutline.Type type(ParameterDefinition parameter) {
        if (parameter.form() instanceof Form.Repeated) {
            return new CommandOutline.Type.Text();
        }
        return switch (parameter.type()) {
            case ArgumentType.Whole(long min, long max) -> new CommandOutline.Type.Whole(min, max);
            case ArgumentType.Decimal() -> new CommandOutline.Type.Decimal();
            case ArgumentType.YesNo() -> new CommandOutline.Type.YesNo();
            case ArgumentType.Choice(List<String> words) -> new CommandOutline.Type.Choice(words);
            case ArgumentType.Somebody() -> new CommandOutline.Type.Somebody();
            case ArgumentType.Somewhere() -> new CommandOutline.Type.Somewhere();
            case ArgumentType.Text(), ArgumentType.Span(), ArgumentType.Custom _ ->
                    new CommandOutline.Type.Text();
        };
    }
}
