/**
 * Tests commands as conversations. In: a plugin's class or JAR, and what people say. Out: what the
 * bot says, through the host's real pipeline in memory; whatever production would only log fails
 * the test.
 */
@NullMarked
package dev.errand.testkit;

import org.jspecify.annotations.NullMarked;
