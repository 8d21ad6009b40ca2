/** Measurements with JMH. */
@NullMarked
package dev.errand.benchmarks;

import org.jspecify.annotations.NullMarked;
