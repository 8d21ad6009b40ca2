/** The real pipeline in memory, for tests of plugins. */
@NullMarked
package dev.errand.testkit;

import org.jspecify.annotations.NullMarked;
