/**
 * Where work runs: platform threads of its own for each plugin, virtual threads for the host, a
 * deadline for everything, an incident for what fails. In: work. Out: a {@link
 * dev.errand.platform.execution.Running} and in the end an {@link
 * dev.errand.platform.execution.Outcome}.
 *
 * <p>This is the only package that makes threads. Public beside the records: {@link
 * dev.errand.platform.execution.HostThreads} and {@link
 * dev.errand.platform.execution.PluginThreads}, the two kinds of threads; {@link
 * dev.errand.platform.execution.Running}, a call under way, with its {@link
 * dev.errand.platform.execution.WorkClock}, and {@link dev.errand.platform.execution.RunningCalls},
 * all of them, as {@code !ps} shows them; {@link dev.errand.platform.execution.Incidents}, what
 * became of those that failed; {@link dev.errand.platform.execution.PluginHealth}, how the calls of
 * a plugin end.
 */
@NullMarked
package dev.errand.platform.execution;

import org.jspecify.annotations.NullMarked;
