/**
 * Tests of what a user unpacks and starts: the real folder, real processes, real JARs; nothing of
 * the host is called.
 */
@NullMarked
package dev.errand.distribution;

import org.jspecify.annotations.NullMarked;
