package dev.errand.platform.access;

import dev.errand.api.Caller;
import dev.errand.api.Room;
import dev.errand.platform.command.CommandDefinition;
import java.util.Collections;

/**
 * The one gate that every command passes, at the moment it runs and wherever it came from. Today it
 * holds what commands declare by {@link dev.errand.api.Requires}; the operator's rules will be
 * looked at here, before that.
 */
public final class Gate {

    private static final String OPEN = "the command is open to everyone";

    /**
     * Decides.
     *
     * @param caller who asks
     * @param room where
     * @param command what
     * @return the verdict
     */
    public Verdict check(Caller caller, Room room, CommandDefinition command) {
        if (command.roles().isEmpty()) {
            return new Verdict.Allowed(OPEN);
        }
        String needed = String.join(" or ", command.roles().stream().sorted().toList());
        String rule = command.name() + " requires " + needed;
        return Collections.disjoint(caller.roles(), command.roles())
                ? new Verdict.Denied(
                        rule, "You may not run " + command.name() + ": it is for " + needed + ".")
                : new Verdict.Allowed(rule);
    }

    /**
     * Whether a person is shown a command.
     *
     * @param caller who looks
     * @param room where
     * @param command what
     * @return whether it is not hidden and they may run it
     */
    public boolean shows(Caller caller, Room room, CommandDefinition command) {
        return !command.hidden() && check(caller, room, command) instanceof Verdict.Allowed;
    }
}
