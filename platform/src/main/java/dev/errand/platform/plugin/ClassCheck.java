package dev.errand.platform.plugin;

import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.platform.command.HandlerScanner;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.command.Scan;
import dev.errand.platform.command.ScannedCommand;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at a plugin's classes without making an object of them: what an author's build can know of
 * what the host would say.
 */
final class ClassCheck {

    private ClassCheck() {}

    /** Whether the class could be a plugin at all. */
    static List<Mistake> entry(Class<?> type) {
        String place = type.getSimpleName();
        if (!Plugin.class.isAssignableFrom(type)) {
            return List.of(new Mistake(place, "does not implement " + Plugin.class.getName()));
        }
        List<Mistake> mistakes = new ArrayList<>();
        if (Modifier.isAbstract(type.getModifiers())) {
            mistakes.add(new Mistake(place, "is abstract"));
        }
        Constructor<?>[] constructors = type.getConstructors();
        if (constructors.length != 1 || !Modifier.isPublic(type.getModifiers())) {
            mistakes.add(
                    new Mistake(
                            place,
                            "has "
                                    + constructors.length
                                    + " public constructors; the class and exactly one constructor must be public"));
        }
        for (Constructor<?> constructor : constructors) {
            Arrays.stream(constructor.getParameterTypes())
                    .filter(wanted -> wanted != PluginContext.class && !wanted.isRecord())
                    .forEach(wanted -> mistakes.add(unknown(place, wanted)));
        }
        return mistakes;
    }

    /** In the host's own words; it says the same when it constructs. */
    static Mistake unknown(String place, Class<?> parameter) {
        return new Mistake(
                place,
                "the constructor's parameter of type "
                        + parameter.getSimpleName()
                        + " is neither PluginContext nor a record with settings");
    }

    /** Everything that is wrong with the commands and listeners of some classes of one plugin. */
    static List<Mistake> handlers(String id, Collection<Class<?>> types) {
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, Method> owners = new HashMap<>();
        for (Class<?> type : types) {
            // what a subclass inherits is read with the subclass
            if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
                continue;
            }
            Scan scan = HandlerScanner.scan(id, type);
            scan.mistakes().stream().filter(m -> !mistakes.contains(m)).forEach(mistakes::add);
            scan.commands().forEach(command -> doubles(command, owners, mistakes));
        }
        return mistakes;
    }

    private static void doubles(
            ScannedCommand command, Map<String, Method> owners, List<Mistake> mistakes) {
        Method method = command.handler().method();
        List<String> names = new ArrayList<>(command.definition().aliases());
        names.add(command.definition().name());
        for (String name : names) {
            Method other = owners.putIfAbsent(name, method);
            if (other != null && !other.equals(method)) {
                mistakes.add(
                        new Mistake(
                                place(method),
                                "has the command '"
                                        + name
                                        + "', which "
                                        + place(other)
                                        + " has too"));
            }
        }
    }

    private static String place(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
