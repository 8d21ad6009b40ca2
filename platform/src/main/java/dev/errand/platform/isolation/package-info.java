/**
 * Plugins in processes of their own. In: a plugin's JAR, its settings, calls. Out: the same calls
 * made in a child JVM with a heap limit, over its standard input and output, as lengths and JSON;
 * and the child's questions (storage, replies, answers of people) put to the host.
 *
 * <p>Public: {@link dev.errand.platform.isolation.ProcessIsolation}. {@code ChildMain} is what the
 * child runs.
 */
@NullMarked
package dev.errand.platform.isolation;

import org.jspecify.annotations.NullMarked;
