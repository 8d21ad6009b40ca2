/**
 * What plugins keep: in goes the storage, a namespace and a type, out comes a {@link
 * dev.errand.api.Store} that holds values of that type as JSON.
 */
@NullMarked
package dev.errand.platform.store;

import org.jspecify.annotations.NullMarked;
