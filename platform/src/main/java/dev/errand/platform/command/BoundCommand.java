package dev.errand.platform.command;

import dev.errand.platform.execution.PluginThreads;

/**
 * A command that can be run.
 *
 * @param definition what people see
 * @param handler what is called
 * @param target the plugin's object that it is called on
 * @param threads where it is called
 */
public record BoundCommand(
        CommandDefinition definition, Handler handler, Object target, PluginThreads threads) {}
