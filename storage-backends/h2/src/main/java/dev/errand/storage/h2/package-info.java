/** Keeps values in an H2 database in one file. */
@NullMarked
package dev.errand.storage.h2;

import org.jspecify.annotations.NullMarked;
