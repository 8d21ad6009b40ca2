/**
 * Plugins from elsewhere. In: what an admin wants installed, updated, rolled back or removed. Out:
 * a plugin in service and a line in {@code plugins.lock}, or everything as it was and the step that
 * failed with its reason.
 *
 * <p>Public: {@link dev.errand.platform.repository.Repositories}, all that can be done while a bot
 * runs; {@link dev.errand.platform.repository.Publishing}, which turns a folder of JARs into a
 * repository; {@link dev.errand.platform.repository.StepFailed}, the step and the reason for
 * people.
 */
@NullMarked
package dev.errand.platform.repository;

import org.jspecify.annotations.NullMarked;
