package dev.errand.backend.discord;

import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.CommandOutline.Argument;
import dev.errand.backend.spi.CommandOutline.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;

/** A command's arguments as typed options, those first that must be given. */
final class CommandOptions {

    private static final int MOST = 25;
    private static final int LONGEST_CHOICE = 100;

    private CommandOptions() {}

    static List<OptionData> of(CommandOutline outline) {
        List<OptionData> options = new ArrayList<>();
        Set<String> names = new HashSet<>();
        outline.arguments().stream()
                .sorted(Comparator.comparing(argument -> !argument.required()))
                .filter(argument -> names.add(CommandMenu.option(argument)))
                .limit(MOST)
                .forEach(argument -> options.add(option(argument)));
        return options;
    }

    private static OptionData option(Argument argument) {
        boolean marked = argument.place() instanceof Place.Switch;
        OptionData option =
                new OptionData(
                        marked ? OptionType.BOOLEAN : type(argument.type()),
                        CommandMenu.option(argument),
                        CommandMenu.description(argument.description(), argument.name()),
                        argument.required() && !marked);
        if (option.getType() == OptionType.STRING) {
            text(option, argument);
        }
        if (argument.type() instanceof CommandOutline.Type.Whole(long min, long max)
                && option.getType() == OptionType.INTEGER) {
            long most = (long) OptionData.MAX_POSITIVE_NUMBER;
            option.setRequiredRange(Math.max(min, -most), Math.min(max, most));
        }
        return option;
    }

    private static void text(OptionData option, Argument argument) {
        if (listed(argument.type())
                && argument.type() instanceof CommandOutline.Type.Choice(List<String> words)) {
            words.forEach(word -> option.addChoice(word, word));
        } else {
            option.setAutoComplete(!(argument.place() instanceof Place.Rest));
        }
    }

    private static boolean listed(CommandOutline.Type type) {
        return type instanceof CommandOutline.Type.Choice(List<String> words)
                && words.size() <= MOST
                && words.stream().allMatch(word -> word.length() <= LONGEST_CHOICE);
    }

    private static OptionType type(CommandOutline.Type type) {
        return switch (type) {
            case CommandOutline.Type.Whole _ -> OptionType.INTEGER;
            case CommandOutline.Type.Decimal() -> OptionType.NUMBER;
            case CommandOutline.Type.YesNo() -> OptionType.BOOLEAN;
            case CommandOutline.Type.Somebody() -> OptionType.USER;
            case CommandOutline.Type.Somewhere() -> OptionType.CHANNEL;
            case CommandOutline.Type.Text(), CommandOutline.Type.Choice _ -> OptionType.STRING;
        };
    }
}
