package dev.errand.platform.dispatch;

import java.time.Duration;

/**
 * How long things may take, and how many may wait.
 *
 * @param deadline how long a command may run that declares nothing itself
 * @param patience how long a command holds its lane
 * @param queue how many messages of one person may wait in one room
 */
public record ExecutionLimits(Duration deadline, Duration patience, int queue) {}
