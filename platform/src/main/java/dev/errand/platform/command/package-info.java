/**
 * What a command is and how a typed line becomes one. In: annotated classes, and lines of text.
 * Out: {@link dev.errand.platform.command.CommandDefinition}s, and a {@link
 * dev.errand.platform.command.Reading} of each line.
 *
 * <p>Public beside the records: {@link dev.errand.platform.command.HandlerScanner}, which reads
 * classes, and {@link dev.errand.platform.command.CommandReader}, which reads lines; the two are
 * used by different layers.
 */
@NullMarked
package dev.errand.platform.command;

import org.jspecify.annotations.NullMarked;
