package dev.errand.platform.audit;

import java.nio.file.Path;
import java.time.Duration;

/**
 * When records leave the storage for a file.
 *
 * @param folder where the files are; made when it is needed
 * @param size how many bytes of records the storage holds at most
 * @param age how old the oldest record in the storage may be
 */
public record AuditRotation(Path folder, long size, Duration age) {}
