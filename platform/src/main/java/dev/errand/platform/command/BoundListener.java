package dev.errand.platform.command;

import dev.errand.platform.execution.PluginThreads;

/**
 * A listener that can be called.
 *
 * @param definition what it listens for
 * @param handler what is called
 * @param target the plugin's object that it is called on
 * @param threads where it is called
 */
public record BoundListener(
        ListenerDefinition definition, Handler handler, Object target, PluginThreads threads) {}
