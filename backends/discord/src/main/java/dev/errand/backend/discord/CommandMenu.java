package dev.errand.backend.discord;

import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.CommandOutline.Argument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;

/**
 * The bot's commands as Discord's application commands: the first word is the command, the second a
 * subcommand, or with a third a group of them. Immutable.
 *
 * <p>Discord has room for 100 commands, 25 subcommands in each, and 25 options; what goes beyond is
 * left out here and can be typed.
 */
final class CommandMenu {

    static final CommandMenu EMPTY = new CommandMenu(List.of());

    private static final int COMMANDS = 100;
    private static final int PARTS = 25;
    private static final int NAME = 32;
    private static final int DESCRIPTION = 100;

    private final Map<String, CommandOutline> byPath = new LinkedHashMap<>();
    private final List<SlashCommandData> commands = new ArrayList<>();
    private int left;

    CommandMenu(List<CommandOutline> outlines) {
        Map<String, List<CommandOutline>> families = new TreeMap<>();
        for (CommandOutline outline : outlines) {
            families.computeIfAbsent(words(outline)[0], word -> new ArrayList<>()).add(outline);
        }
        families.forEach((word, family) -> {
            if (commands.size() < COMMANDS) {
                commands.add(command(word, family));
            } else {
                left += family.size();
            }
        });
    }

    /** What Discord is told. */
    List<? extends CommandData> commands() {
        return commands;
    }

    /** How many commands had no room. */
    int left() {
        return left;
    }

    /** The command that somebody picked. */
    Optional<CommandOutline> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** An option's name for an argument. */
    static String option(Argument argument) {
        return name(argument.name());
    }

    private SlashCommandData command(String word, List<CommandOutline> family) {
        boolean alone = family.size() == 1 && words(family.getFirst()).length == 1;
        SlashCommandData command =
                Commands.slash(
                                name(word),
                                alone
                                        ? description(family.getFirst())
                                        : "Commands that begin with " + word)
                        .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM);
        if (alone) {
            byPath.put(name(word), family.getFirst());
            return command.addOptions(CommandOptions.of(family.getFirst()));
        }
        family.stream()
                .sorted(Comparator.comparing(CommandOutline::name))
                .forEach(outline -> add(command, outline));
        return command;
    }

    /** A command of one word that has subcommands beside it stands among them by its own name. */
    private void add(SlashCommandData command, CommandOutline outline) {
        String[] words = words(outline);
        boolean grouped = words.length > 2;
        String last =
                name(
                        grouped
                                ? String.join("-", List.of(words).subList(2, words.length))
                                : words[words.length - 1]);
        String path = command.getName() + (grouped ? " " + name(words[1]) : "") + " " + last;
        if (byPath.containsKey(path) || !room(command, grouped, words)) {
            left++;
            return;
        }
        SubcommandData sub =
                new SubcommandData(last, description(outline))
                        .addOptions(CommandOptions.of(outline));
        if (grouped) {
            group(command, name(words[1])).addSubcommands(sub);
        } else {
            command.addSubcommands(sub);
        }
        byPath.put(path, outline);
    }

    /** Whether there is room, and no subcommand where a group should be, or the other way round. */
    private static boolean room(SlashCommandData command, boolean grouped, String[] words) {
        int parts = command.getSubcommands().size() + command.getSubcommandGroups().size();
        String second = name(words[words.length > 1 ? 1 : 0]);
        boolean isSub =
                command.getSubcommands().stream().anyMatch(sub -> sub.getName().equals(second));
        Optional<SubcommandGroupData> group =
                command.getSubcommandGroups().stream()
                        .filter(known -> known.getName().equals(second))
                        .findFirst();
        if (!grouped) {
            return parts < PARTS && group.isEmpty();
        }
        return !isSub
                && (group.isPresent()
                        ? group.get().getSubcommands().size() < PARTS
                        : parts < PARTS);
    }

    private static SubcommandGroupData group(SlashCommandData command, String name) {
        return command.getSubcommandGroups().stream()
                .filter(known -> known.getName().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    SubcommandGroupData group =
                            new SubcommandGroupData(name, "Commands about " + name);
                    command.addSubcommandGroups(group);
                    return group;
                });
    }

    private static String[] words(CommandOutline outline) {
        return outline.name().split(" ");
    }

    private static String description(CommandOutline outline) {
        return description(outline.description(), outline.name());
    }

    static String description(String text, String fallback) {
        String line = text.isBlank() ? fallback : text.replace('\n', ' ').strip();
        return line.length() <= DESCRIPTION ? line : line.substring(0, DESCRIPTION - 1) + "…";
    }

    /** Discord's names are lower-case letters, digits, {@code -} and {@code _}. */
    static String name(String text) {
        String name = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_-]+", "-").strip();
        String some = name.isEmpty() ? "-" : name;
        return some.length() <= NAME ? some : some.substring(0, NAME);
    }
}
