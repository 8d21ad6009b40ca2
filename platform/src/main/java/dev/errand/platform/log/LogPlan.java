package dev.errand.platform.log;

import java.nio.file.Path;

/**
 * What shall be written where.
 *
 * @param folder the folder for files
 * @param json whether standard error takes lines of JSON
 * @param level the least level that is written at all, such as {@code INFO}
 * @param screenLevel the least level that standard error shows of these
 * @param noticesOnScreen whether standard error shows {@code notices} whatever their level
 * @param notices the logger of what came and went
 * @param audit the logger of the audit, which has a file of its own and cannot be turned off
 */
public record LogPlan(
        Path folder,
        boolean json,
        String level,
        String screenLevel,
        boolean noticesOnScreen,
        String notices,
        String audit) {}
