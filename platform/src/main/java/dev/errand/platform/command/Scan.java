package dev.errand.platform.command;

import java.util.List;

/**
 * All that a class declares.
 *
 * @param commands its commands, in the order of their names
 * @param listeners its listeners, in the order of their method names
 * @param mistakes what is wrong with it; if there are any, nothing of the plugin may be used
 */
public record Scan(
        List<ScannedCommand> commands, List<ScannedListener> listeners, List<Mistake> mistakes) {

    /** Copies the lists. */
    public Scan {
        commands = List.copyOf(commands);
        listeners = List.copyOf(listeners);
        mistakes = List.copyOf(mistakes);
    }
}
