package dev.errand.platform.plugin;

import dev.errand.platform.command.BoundListener;
import dev.errand.platform.command.CommandTree;
import java.util.List;

/**
 * All that is registered at one moment; immutable. A message takes it once, so a reload never
 * splits one.
 *
 * @param commands the commands
 * @param listeners the listeners, in the order of their plugins
 */
public record Snapshot(CommandTree commands, List<BoundListener> listeners) {

    /** Nothing at all. */
    public static final Snapshot EMPTY = new Snapshot(CommandTree.EMPTY, List.of());

    /** Copies the listeners. */
    public Snapshot {
        listeners = List.copyOf(listeners);
    }
}
