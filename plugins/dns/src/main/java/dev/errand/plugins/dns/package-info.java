/** Looks names up in the DNS. */
@NullMarked
package dev.errand.plugins.dns;

import org.jspecify.annotations.NullMarked;
