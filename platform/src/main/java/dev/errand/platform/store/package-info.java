/**
 * What plugins keep: in goes the storage, a namespace and a type, out comes a {@link
 * dev.errand.api.Store} that holds values of that type as JSON.
 *
 * <p>Public beside {@link dev.errand.platform.store.Stores}: {@link
 * dev.errand.platform.store.Telling}, by which plugins are told of changes; {@link
 * dev.errand.platform.store.MeasuredStorage} with {@link dev.errand.platform.store.StorageFigures},
 * which count how the storage is used.
 */
@NullMarked
package dev.errand.platform.store;

import org.jspecify.annotations.NullMarked;
