package dev.errand.platform.command;

/**
 * A command that was read from a method.
 *
 * @param definition what people see
 * @param handler what is called
 */
public record ScannedCommand(CommandDefinition definition, Handler handler) {}
