package dev.errand.platform.execution;

import dev.errand.api.Caller;
import dev.errand.api.Room;
import java.time.Instant;

/**
 * What a running call is, for people to read.
 *
 * @param id counts up from 1 since the start
 * @param plugin whose code runs
 * @param what the command with its arguments, without what is sensitive
 * @param caller who asked
 * @param room where
 * @param since when it began
 */
public record CallInfo(
        long id, String plugin, String what, Caller caller, Room room, Instant since) {}
