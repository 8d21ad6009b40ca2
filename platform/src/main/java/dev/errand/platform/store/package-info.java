/**
 * What plugins keep: in goes the storage, a namespace and a type, out comes a {@link
 * dev.errand.api.Store} that holds values of that type as JSON.
 *
 * <p>Public beside {@link dev.errand.platform.store.Stores}: {@link
 * dev.errand.platform.store.Telling}, by which plugins are told of changes; {@link
 * dev.errand.platform.store.MeasuredStorage} with {@link dev.errand.platform.store.StorageFigures},
 * which count how the storage is used; {@link dev.errand.platform.store.Following}, which keeps up
 * with what others write, and {@link dev.errand.platform.store.LocalCopy}, for a start without the
 * storage; {@link dev.errand.platform.store.WholeFile}, by which a file is there as a whole or not
 * at all.
 */
@NullMarked
package dev.errand.platform.store;

import org.jspecify.annotations.NullMarked;
