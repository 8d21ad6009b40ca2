/** What a storage implements. */
@NullMarked
package dev.errand.storage;

import org.jspecify.annotations.NullMarked;
