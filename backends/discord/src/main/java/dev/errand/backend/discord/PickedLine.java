package dev.errand.backend.discord;

import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.CommandOutline.Argument;
import dev.errand.backend.spi.CommandOutline.Place;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.interactions.commands.CommandInteractionPayload;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;

/**
 * The line that somebody could have typed instead of picking a command and filling in its options.
 */
final class PickedLine {

    private PickedLine() {}

    /** The whole line. */
    static String of(String prefix, CommandOutline command, CommandInteractionPayload picked) {
        StringBuilder line = new StringBuilder(prefix).append(command.name());
        marked(command, picked, line);
        for (Argument argument : placed(command)) {
            Optional<String> value = value(argument, picked);
            if (value.isEmpty()) {
                break; // a word that is left out would let the next take its place
            }
            line.append(' ').append(written(argument, value.get()));
        }
        return line.toString();
    }

    /** The line up to what is being typed into an option. */
    static String upTo(
            String prefix,
            CommandOutline command,
            CommandInteractionPayload picked,
            String option,
            String typed) {
        StringBuilder line = new StringBuilder(prefix).append(command.name());
        for (Argument argument : command.arguments()) {
            if (CommandMenu.option(argument).equals(option)
                    && argument.place() instanceof Place.Option(String mark, boolean joined)) {
                return line.append(' ')
                        .append(mark)
                        .append(joined ? "" : " ")
                        .append(typed)
                        .toString();
            }
        }
        for (Argument argument : placed(command)) {
            if (CommandMenu.option(argument).equals(option)) {
                break;
            }
            value(argument, picked)
                    .ifPresent(value -> line.append(' ').append(written(argument, value)));
        }
        return line.append(' ').append(typed).toString();
    }

    private static List<Argument> placed(CommandOutline command) {
        return command.arguments().stream()
                .filter(argument ->
                        argument.place() instanceof Place.Word
                                || argument.place() instanceof Place.Rest)
                .toList();
    }

    private static void marked(
            CommandOutline command, CommandInteractionPayload picked, StringBuilder line) {
        for (Argument argument : command.arguments()) {
            Optional<String> value = value(argument, picked);
            switch (argument.place()) {
                case Place.Switch(String mark) ->
                        value.filter("yes"::equals).ifPresent(on -> line.append(' ').append(mark));
                case Place.Option(String mark, boolean joined) ->
                        value.ifPresent(given ->
                                line.append(' ')
                                        .append(mark)
                                        .append(joined ? "" : " ")
                                        .append(quoted(given)));
                case Place.Word(), Place.Rest() -> {}
            }
        }
    }

    private static Optional<String> value(Argument argument, CommandInteractionPayload picked) {
        return Optional.ofNullable(picked.getOption(CommandMenu.option(argument)))
                .map(option ->
                        switch (option.getType()) {
                            case BOOLEAN -> option.getAsBoolean() ? "yes" : "no";
                            case USER -> "<@" + option.getAsString() + ">";
                            case CHANNEL -> "<#" + option.getAsString() + ">";
                            default -> text(option);
                        });
    }

    private static String text(OptionMapping option) {
        return DiscordDialect.clean(option.getAsString());
    }

    private static String written(Argument argument, String value) {
        return argument.place() instanceof Place.Rest ? value : quoted(value);
    }

    /** A value in quotes is one word, whatever it holds, and never a flag. */
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9<][^\\s\"\\\\“”„]*")
                ? value
                : "\"" + value.replace("\\", "\\\\").replaceAll("[\"“”„]", "\\\\$0") + "\"";
    }
}
