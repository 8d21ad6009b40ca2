package dev.errand.platform.command;

import dev.errand.api.Command;
import dev.errand.api.Confirm;
import dev.errand.api.Deadline;
import dev.errand.api.Hears;
import dev.errand.api.Limit;
import dev.errand.api.Private;
import dev.errand.api.Requires;
import dev.errand.platform.config.Rate;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the commands and listeners that a class declares, and everything that is wrong with them.
 */
public final class HandlerScanner {

    private final String plugin;
    private final List<ScannedCommand> commands = new ArrayList<>();
    private final List<ScannedListener> listeners = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    private HandlerScanner(String plugin) {
        this.plugin = plugin;
    }

    /**
     * Reads a class. Enums among its parameter types are initialised, so this runs on a thread of
     * the plugin.
     *
     * @param plugin the plugin's id
     * @param type the class
     * @return what it declares
     */
    public static Scan scan(String plugin, Class<?> type) {
        HandlerScanner scanner = new HandlerScanner(plugin);
        for (Class<?> level = type;
                level != null && level != Object.class;
                level = level.getSuperclass()) {
            Arrays.stream(level.getDeclaredMethods())
                    .filter(method -> !method.isSynthetic())
                    .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                    .forEach(scanner::read);
        }
        scanner.commands.sort(Comparator.comparing(command -> command.definition().name()));
        return new Scan(scanner.commands, scanner.listeners, scanner.mistakes);
    }

    private void read(Method method) {
        Command command = method.getAnnotation(Command.class);
        Hears hears = method.getAnnotation(Hears.class);
        if (command == null && hears == null) {
            return;
        }
        MethodMistakes own = new MethodMistakes(method, mistakes);
        if (Modifier.isStatic(method.getModifiers())) {
            own.add("must not be static");
        }
        try {
            method.setAccessible(true);
        } catch (InaccessibleObjectException | SecurityException e) {
            own.add("cannot be called: " + e.getMessage());
        }
        if (!ReturnTypes.canBeSaid(method)) {
            own.add(
                    "returns "
                            + method.getReturnType().getSimpleName()
                            + ", which cannot be said; a command returns String, Reply, Optional, Stream or Iterable of them, a"
                            + " number, boolean, enum, or nothing");
        }
        if (command != null) {
            readCommand(method, command, own);
        }
        if (hears != null) {
            readListener(method, hears, own);
        }
    }

    private void readCommand(Method method, Command command, MethodMistakes own) {
        for (String words : names(command)) {
            if (!Names.isCommand(words)) {
                own.add(
                        "the name '"
                                + words
                                + "' is not 1 to 5 lower-case words of letters, digits, '-' and '_', parted by one space");
            }
        }
        if (command.description().isBlank()) {
            own.add("has no description");
        }
        List<Handler.Slot> slots = new ParameterScanner(own).commandSlots(method);
        List<ParameterDefinition> parameters =
                slots.stream()
                        .filter(Handler.Slot.Argument.class::isInstance)
                        .map(slot -> ((Handler.Slot.Argument) slot).definition())
                        .toList();
        CommandDefinition definition =
                new CommandDefinition(
                        plugin,
                        command.value(),
                        command.description().strip(),
                        List.of(command.aliases()),
                        List.of(command.examples()),
                        command.hidden(),
                        roles(method, own),
                        deadline(method, own),
                        question(method, own),
                        method.isAnnotationPresent(Private.class),
                        limits(method, own),
                        parameters);
        commands.add(new ScannedCommand(definition, new Handler(method, slots)));
    }

    private static List<String> names(Command command) {
        List<String> names = new ArrayList<>(List.of(command.value()));
        names.addAll(List.of(command.aliases()));
        return names;
    }

    private static Set<String> roles(Method method, MethodMistakes own) {
        Requires requires = method.getAnnotation(Requires.class);
        if (requires == null) {
            return Set.of();
        }
        Set<String> roles = Set.copyOf(Arrays.asList(requires.value()));
        // an empty @Requires would otherwise mean "everyone", which nobody means who wrote it
        if (roles.isEmpty() || roles.stream().anyMatch(String::isBlank)) {
            own.add("@Requires names no role");
        }
        return roles;
    }

    private static Optional<String> question(Method method, MethodMistakes own) {
        Confirm confirm = method.getAnnotation(Confirm.class);
        if (confirm == null) {
            return Optional.empty();
        }
        if (confirm.value().isBlank()) {
            own.add("@Confirm asks nothing");
        }
        return Optional.of(confirm.value().strip());
    }

    private static Optional<Duration> deadline(Method method, MethodMistakes own) {
        Deadline deadline = method.getAnnotation(Deadline.class);
        if (deadline == null) {
            return Optional.empty();
        }
        Optional<Duration> read = Durations.read(deadline.value()).filter(Duration::isPositive);
        if (read.isEmpty()) {
            own.add("the deadline '" + deadline.value() + "' is not a duration such as 90s or 10m");
        }
        return read;
    }

    private static CommandLimits limits(Method method, MethodMistakes own) {
        Limit limit = method.getAnnotation(Limit.class);
        if (limit == null) {
            return CommandLimits.NONE;
        }
        if (limit.concurrent() < 0) {
            own.add("@Limit allows " + limit.concurrent() + " at once; it is 1 or more");
        }
        return new CommandLimits(
                rate(limit.rate(), own),
                rate(limit.perPerson(), own),
                limit.concurrent() == 0 ? Optional.empty() : Optional.of(limit.concurrent()));
    }

    private static Optional<Rate> rate(String text, MethodMistakes own) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Rate.parse(text));
        } catch (IllegalArgumentException e) {
            own.add("the rate " + e.getMessage());
            return Optional.empty();
        }
    }

    private void readListener(Method method, Hears hears, MethodMistakes own) {
        try {
            Pattern pattern = Pattern.compile(hears.value());
            listeners.add(
                    new ScannedListener(
                            new ListenerDefinition(
                                    plugin,
                                    method.getName(),
                                    hears.description().strip(),
                                    roles(method, own),
                                    pattern),
                            new Handler(method, new ParameterScanner(own).listenerSlots(method))));
        } catch (PatternSyntaxException e) {
            own.add(
                    "the pattern '"
                            + hears.value()
                            + "' is not a regular expression: "
                            + e.getDescription()
                            + " at character "
                            + e.getIndex());
        }
    }
}
