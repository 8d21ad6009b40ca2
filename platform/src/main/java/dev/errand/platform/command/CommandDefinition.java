package dev.errand.platform.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A command as people, rules and other surfaces see it; a description without code.
 *
 * @param plugin the id of the plugin that brought it
 * @param name its words, joined by one space
 * @param description what it does
 * @param aliases other words for it
 * @param examples lines that work, without prefix
 * @param hidden whether help and completion leave it out
 * @param roles who may run it if no rule says otherwise; empty for everyone
 * @param deadline how long it may take, empty for the host's default
 * @param question what the person is asked before it runs, empty for nothing
 * @param privately whether its replies are only for the one who asked
 * @param limits how often it may be run, and how many of it at once
 * @param parameters its arguments in the order of the method's parameters
 */
public record CommandDefinition(
        String plugin,
        String name,
        String description,
        List<String> aliases,
        List<String> examples,
        boolean hidden,
        Set<String> roles,
        Optional<Duration> deadline,
        Optional<String> question,
        boolean privately,
        CommandLimits limits,
        List<ParameterDefinition> parameters) {

    /** Copies the collections. */
    public CommandDefinition {
        aliases = List.copyOf(aliases);
        examples = List.copyOf(examples);
        roles = Set.copyOf(roles);
        parameters = List.copyOf(parameters);
    }

    /** The line to type, with placeholders: {@code democmd add <key> <value…>}. */
    public String usage() {
        return parameters.isEmpty()
                ? name
                : name
                        + parameters.stream()
                                .map(p -> " " + p.usage())
                                .collect(Collectors.joining());
    }
}
