/**
 * What a command is and how a typed line becomes one. In: annotated classes, and lines of text.
 * Out: {@link dev.errand.platform.command.CommandDefinition}s, and a {@link
 * dev.errand.platform.command.Reading} of each line.
 *
 * <p>Public beside the records, each for another caller: {@link
 * dev.errand.platform.command.HandlerScanner} reads classes for the loading of plugins; {@link
 * dev.errand.platform.command.CommandTree} holds what is registered; {@link
 * dev.errand.platform.command.CommandReader} reads lines for the pipeline; {@link
 * dev.errand.platform.command.HelpText}, {@link dev.errand.platform.command.Completer} and {@link
 * dev.errand.platform.command.Similar} tell people what there is, {@link
 * dev.errand.platform.command.Outlines} tells chats that have menus; {@link
 * dev.errand.platform.command.Durations} is shared by all of them.
 */
@NullMarked
package dev.errand.platform.command;

import org.jspecify.annotations.NullMarked;
