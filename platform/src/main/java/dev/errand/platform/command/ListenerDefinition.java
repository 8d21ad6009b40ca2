package dev.errand.platform.command;

import java.util.regex.Pattern;

/**
 * A listener on what people say to each other.
 *
 * @param plugin the id of the plugin that brought it
 * @param name the method's name, for the log
 * @param description what it listens for, may be empty
 * @param pattern what must be found
 */
public record ListenerDefinition(String plugin, String name, String description, Pattern pattern) {}
