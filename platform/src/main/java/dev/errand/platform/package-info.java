/** The host. */
@NullMarked
package dev.errand.platform;

import org.jspecify.annotations.NullMarked;
