/**
 * The test that every storage passes: in goes an implementation of the storage SPI, extended from
 * {@link dev.errand.storage.contract.StorageContract}; out comes whether it keeps all that the
 * SPI's Javadoc promises.
 *
 * <p>{@link dev.errand.storage.contract.ContractContext} and {@link
 * dev.errand.storage.contract.SettableClock} are public beside it, since tests of one storage alone
 * need the same surroundings.
 */
@NullMarked
package dev.errand.storage.contract;

import org.jspecify.annotations.NullMarked;
