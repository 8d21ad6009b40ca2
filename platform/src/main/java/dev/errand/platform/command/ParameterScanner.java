package dev.errand.platform.command;

import dev.errand.api.Arg;
import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Default;
import dev.errand.api.Flag;
import dev.errand.api.Message;
import dev.errand.api.Rest;
import dev.errand.api.Sensitive;
import dev.errand.platform.command.Handler.Slot;
import dev.errand.platform.command.Handler.Wrapping;
import dev.errand.platform.command.ParameterDefinition.Form;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;

/** Reads the parameters of one method. */
final class ParameterScanner {

    private static final Set<Class<?>> GIVEN_TO_COMMANDS =
            Set.of(Call.class, Caller.class, Message.class);
    private static final Set<Class<?>> GIVEN_TO_LISTENERS =
            Set.of(Call.class, Caller.class, Message.class, MatchResult.class);

    private final MethodMistakes mistakes;
    private final Set<String> names = new HashSet<>();
    private boolean optionalSeen;
    private boolean tailSeen;

    ParameterScanner(MethodMistakes mistakes) {
        this.mistakes = mistakes;
    }

    List<Slot> listenerSlots(Method method) {
        List<Slot> slots = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (!GIVEN_TO_LISTENERS.contains(parameter.getType())) {
                mistakes.add(
                        "a listener has no parameter of type "
                                + parameter.getType().getSimpleName()
                                + "; it may have Call, Caller, Message and MatchResult");
            }
            slots.add(new Slot.Given(parameter.getType()));
        }
        return slots;
    }

    List<Slot> commandSlots(Method method) {
        List<Slot> slots = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (GIVEN_TO_COMMANDS.contains(parameter.getType())) {
                slots.add(new Slot.Given(parameter.getType()));
            } else {
                argument(parameter).ifPresent(slots::add);
            }
        }
        return slots;
    }

    private Optional<Slot.Argument> argument(Parameter parameter) {
        String name = name(parameter);
        Wrapping wrapping = wrapping(parameter);
        Optional<ArgumentTypes.Known> known =
                elementType(parameter, wrapping).flatMap(ArgumentTypes::of);
        if (known.isEmpty()) {
            mistakes.add(
                    "the argument '"
                            + name
                            + "' has the type "
                            + parameter.getParameterizedType().getTypeName()
                            + ", which cannot be typed in a chat; give the type a 'public static' method 'parse(String)', or see"
                            + " @Arg for the types that can");
            return Optional.empty();
        }
        Form form = form(parameter, name, wrapping);
        Optional<String> fallback =
                Optional.ofNullable(parameter.getAnnotation(Default.class)).map(Default::value);
        boolean required =
                fallback.isEmpty()
                        && wrapping != Wrapping.OPTIONAL
                        && !(form instanceof Form.Switch);
        checkOrder(name, form, required);
        checkFallback(name, known.get(), wrapping, fallback);
        Arg arg = parameter.getAnnotation(Arg.class);
        ParameterDefinition definition =
                new ParameterDefinition(
                        name,
                        arg == null ? "" : arg.description().strip(),
                        form,
                        known.get().type(),
                        required,
                        fallback,
                        parameter.isAnnotationPresent(Sensitive.class));
        return Optional.of(new Slot.Argument(definition, known.get().reader(), wrapping));
    }

    private String name(Parameter parameter) {
        Arg arg = parameter.getAnnotation(Arg.class);
        if ((arg == null || arg.value().isEmpty()) && !parameter.isNamePresent()) {
            mistakes.add(
                    "the name of parameter "
                            + parameter.getName()
                            + " is not known; compile with -parameters, or name it with @Arg(\"name\")");
        }
        String name =
                arg == null || arg.value().isEmpty()
                        ? Names.kebab(parameter.getName())
                        : arg.value();
        if (!Names.isArgument(name)) {
            mistakes.add(
                    "the argument's name '" + name + "' is not lower-case words joined by '-'");
        }
        if (!names.add(name)) {
            mistakes.add("has two arguments named '" + name + "'");
        }
        return name;
    }

    private static Wrapping wrapping(Parameter parameter) {
        if (parameter.getType() == Optional.class) {
            return Wrapping.OPTIONAL;
        }
        return parameter.getType() == List.class ? Wrapping.LIST : Wrapping.NONE;
    }

    private static Optional<Class<?>> elementType(Parameter parameter, Wrapping wrapping) {
        if (wrapping == Wrapping.NONE) {
            return Optional.of(parameter.getType());
        }
        if (parameter.getParameterizedType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> element) {
            return Optional.of(element);
        }
        return Optional.empty();
    }

    private Form form(Parameter parameter, String name, Wrapping wrapping) {
        Flag flag = parameter.getAnnotation(Flag.class);
        if (flag != null) {
            return flagForm(parameter, name, flag);
        }
        if (parameter.isAnnotationPresent(Rest.class)) {
            if (wrapping == Wrapping.LIST
                    || elementType(parameter, wrapping).orElse(Void.class) != String.class) {
                mistakes.add(
                        "the argument '"
                                + name
                                + "' is @Rest and must be a String or an Optional<String>");
            }
            return new Form.Rest();
        }
        return wrapping == Wrapping.LIST ? new Form.Repeated() : new Form.Positional();
    }

    private Form flagForm(Parameter parameter, String name, Flag flag) {
        List<String> marks = new ArrayList<>();
        marks.add(flag.value().isEmpty() ? "--" + name : flag.value());
        if (!flag.alias().isEmpty()) {
            marks.add(flag.alias());
        }
        for (String mark : marks) {
            if (!Names.isMark(mark) || (mark.length() == 1 && !flag.attached())) {
                mistakes.add(
                        "the flag '" + mark + "' is not of the form --name, -n, +name or @name");
            }
            if (!names.add(mark)) {
                mistakes.add("has two flags '" + mark + "'");
            }
        }
        return parameter.getType() == boolean.class
                ? new Form.Switch(marks)
                : new Form.Option(marks, flag.attached());
    }

    private void checkOrder(String name, Form form, boolean required) {
        if (form instanceof Form.Switch || form instanceof Form.Option) {
            return;
        }
        if (tailSeen) {
            mistakes.add("the argument '" + name + "' stands behind one that takes all the rest");
        }
        if (required && optionalSeen) {
            mistakes.add(
                    "the argument '"
                            + name
                            + "' is required but stands behind one that may be missing");
        }
        optionalSeen |= !required;
        tailSeen |= !(form instanceof Form.Positional);
    }

    private void checkFallback(
            String name, ArgumentTypes.Known known, Wrapping wrapping, Optional<String> fallback) {
        if (fallback.isEmpty() || (wrapping == Wrapping.LIST && fallback.get().isEmpty())) {
            return;
        }
        if (known.reader() instanceof ValueReader.ByHost reader
                && !(known.type() instanceof ArgumentType.Somebody)
                && !(known.type() instanceof ArgumentType.Somewhere)
                && reader.read(fallback.get(), Nobody.HERE).isEmpty()) {
            mistakes.add(
                    "the default '"
                            + fallback.get()
                            + "' of the argument '"
                            + name
                            + "' is not "
                            + known.type().describe());
        }
    }
}
