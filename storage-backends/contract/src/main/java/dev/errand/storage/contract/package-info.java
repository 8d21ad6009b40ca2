/** The test that every storage passes. */
@NullMarked
package dev.errand.storage.contract;

import org.jspecify.annotations.NullMarked;
