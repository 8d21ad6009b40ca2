package dev.errand.platform.plugin;

import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.api.Secret;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Binding;
import dev.errand.platform.config.Section;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Calls a plugin's constructor with what its parameters ask for. */
final class Constructing {

    private Constructing() {}

    /**
     * Makes the plugin's object.
     *
     * @throws Rejected with all mistakes if the class cannot be a plugin or its settings do not fit
     * @throws Throwable what the constructor throws
     */
    static Plugin construct(
            Class<?> type, PluginContext context, Section settings, Consumer<Secret> secrets)
            throws Throwable {
        String place = type.getSimpleName();
        if (!Plugin.class.isAssignableFrom(type)) {
            throw new Rejected(
                    List.of(new Mistake(place, "does not implement " + Plugin.class.getName())));
        }
        Constructor<?>[] constructors = type.getConstructors();
        if (constructors.length != 1) {
            throw new Rejected(
                    List.of(
                            new Mistake(
                                    place,
                                    "has "
                                            + constructors.length
                                            + " public constructors; the class and exactly one constructor must be public")));
        }
        Constructor<?> constructor = constructors[0];
        Object[] arguments = arguments(constructor, context, settings, secrets);
        try {
            constructor.setAccessible(true);
            return (Plugin) constructor.newInstance(arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        } catch (InstantiationException e) {
            throw new Rejected(List.of(new Mistake(place, "is abstract")), e);
        }
    }

    private static Object[] arguments(
            Constructor<?> constructor,
            PluginContext context,
            Section settings,
            Consumer<Secret> secrets)
            throws Rejected {
        List<Mistake> mistakes = new ArrayList<>();
        Object[] arguments = new Object[constructor.getParameterCount()];
        Class<?>[] types = constructor.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            if (types[i] == PluginContext.class) {
                arguments[i] = context;
            } else if (types[i].isRecord()) {
                switch (settings.bind(types[i].asSubclass(Record.class))) {
                    case Binding.Bound<?> bound -> {
                        bound.eachSecret(secrets);
                        arguments[i] = bound.settings();
                    }
                    case Binding.Rejected<?>(var problems) ->
                            problems.forEach(problem ->
                                    mistakes.add(new Mistake("settings", problem.toString())));
                }
            } else {
                mistakes.add(
                        ClassCheck.unknown(
                                constructor.getDeclaringClass().getSimpleName(), types[i]));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new Rejected(mistakes);
        }
        return arguments;
    }

    /** The plugin cannot be put in service; with everything that is wrong. */
    static final class Rejected extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<Mistake> mistakes;

        Rejected(List<Mistake> mistakes) {
            super(mistakes.toString());
            this.mistakes = List.copyOf(mistakes);
        }

        Rejected(List<Mistake> mistakes, Throwable cause) {
            super(mistakes.toString(), cause);
            this.mistakes = List.copyOf(mistakes);
        }

        List<Mistake> mistakes() {
            return mistakes;
        }
    }
}
