/**
 * What an operator does to a storage from a shell: in goes the command line {@code errand storage
 * …}, out come keys, values, or a file with all of them.
 *
 * <p>Public: {@link dev.errand.platform.operate.StorageCommands} and {@link
 * dev.errand.platform.operate.Storages}, which {@code boot} gives it.
 */
@NullMarked
package dev.errand.platform.operate;

import org.jspecify.annotations.NullMarked;
