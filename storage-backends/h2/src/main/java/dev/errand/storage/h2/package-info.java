/**
 * Keeps values in an H2 database in one file: in go a file name and the data folder, out comes a
 * storage whose acknowledged writes survive a {@code kill -9}.
 */
@NullMarked
package dev.errand.storage.h2;

import org.jspecify.annotations.NullMarked;
