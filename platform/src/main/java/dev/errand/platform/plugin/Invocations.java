package dev.errand.platform.plugin;

import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.api.Reply;
import dev.errand.api.UserError;
import dev.errand.platform.command.Arguments;
import dev.errand.platform.command.Arguments.Later;
import dev.errand.platform.command.Arguments.Value;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.command.Handler;
import dev.errand.platform.execution.Running;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Makes the work that calls a plugin's method. The work itself is done on a thread of the plugin.
 */
public final class Invocations {

    private Invocations() {}

    /**
     * The work of a command.
     *
     * @param command which
     * @param arguments with what
     * @param call given to the method if it asks for it
     * @return the work
     */
    public static Running.Work command(BoundCommand command, Arguments arguments, Call call) {
        if (command.target() instanceof RemotePlugin remote) {
            return running -> remote.command(command.definition(), arguments, call);
        }
        return running -> {
            @Nullable Object[] values = new @Nullable Object[arguments.values().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(arguments.values().get(i), call);
            }
            return said(invoke(command.handler().method(), command.target(), values), call);
        };
    }

    /**
     * The work of a listener.
     *
     * @param listener which
     * @param match what was found
     * @param call given to the method if it asks for it
     * @return the work
     */
    public static Running.Work listener(BoundListener listener, MatchResult match, Call call) {
        if (listener.target() instanceof RemotePlugin remote) {
            return running -> remote.listener(listener.definition(), call);
        }
        return running -> {
            List<Handler.Slot> slots = listener.handler().slots();
            Object[] values = new Object[slots.size()];
            for (int i = 0; i < values.length; i++) {
                boolean wantsMatch =
                        slots.get(i) instanceof Handler.Slot.Given(Class<?> type)
                                && type == MatchResult.class;
                values[i] =
                        wantsMatch
                                ? match
                                : given(((Handler.Slot.Given) slots.get(i)).type(), call);
            }
            return said(invoke(listener.handler().method(), listener.target(), values), call);
        };
    }

    private static List<Reply> said(@Nullable Object result, Call call) {
        return SaidObjects.replies(result, call::say);
    }

    private static @Nullable Object value(Value value, Call call) throws Throwable {
        return switch (value) {
            case Value.Given(Class<?> type) -> given(type, call);
            case Value.Typed(String name, List<Object> items, Handler.Wrapping wrapping) -> {
                List<Object> ready = new ArrayList<>();
                for (Object item : items) {
                    ready.add(item instanceof Later later ? parse(later, name) : item);
                }
                yield switch (wrapping) {
                    case NONE -> ready.getFirst();
                    case OPTIONAL -> ready.stream().findFirst();
                    case LIST -> List.copyOf(ready);
                };
            }
        };
    }

    private static Object given(Class<?> type, Call call) {
        if (type == Caller.class) {
            return call.caller();
        }
        return type == Message.class ? call.message() : call;
    }

    /**
     * The type's own words tell what is wrong with a text: it was written for the one who typed it.
     */
    private static Object parse(Later later, String name) throws Throwable {
        @Nullable Object parsed;
        try {
            parsed = invoke(later.parse(), null, later.text());
        } catch (IllegalArgumentException wrong) {
            String why = wrong.getMessage() == null ? "" : ": " + wrong.getMessage();
            throw new UserError("'" + later.text() + "' does not do for " + name + why);
        }
        return Optional.ofNullable(parsed)
                .orElseThrow(() -> new UserError("'" + later.text() + "' does not do for " + name));
    }

    private static @Nullable Object invoke(
            Method method, @Nullable Object target, @Nullable Object... values) throws Throwable {
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
