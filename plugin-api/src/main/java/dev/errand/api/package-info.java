/** What plugin authors see: everything public here is promised. */
@NullMarked
package dev.errand.api;

import org.jspecify.annotations.NullMarked;
