/**
 * What an operator does to a storage from a shell: in goes the command line {@code errand storage
 * …}, out come keys, values, or a file with all of them. Also makes such files while the bot runs.
 *
 * <p>Public: {@link dev.errand.platform.operate.Backups}, which the bot runs, {@link
 * dev.errand.platform.operate.StorageCommands} and {@link dev.errand.platform.operate.Storages},
 * which {@code boot} gives it.
 */
@NullMarked
package dev.errand.platform.operate;

import org.jspecify.annotations.NullMarked;
