package dev.errand.platform.command;

/**
 * A listener that was read from a method.
 *
 * @param definition what it listens for
 * @param handler what is called
 */
public record ScannedListener(ListenerDefinition definition, Handler handler) {}
