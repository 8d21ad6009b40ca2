/**
 * What a storage is made of: a {@link dev.errand.storage.spi.StorageFactory} opens a {@link
 * dev.errand.storage.spi.Storage}, which keeps versioned bytes under keys in namespaces, durably.
 *
 * <p>In: bytes that the host has made. Out: the same bytes, with the version that a compare-and-set
 * needs.
 */
@NullMarked
package dev.errand.storage.spi;

import org.jspecify.annotations.NullMarked;
