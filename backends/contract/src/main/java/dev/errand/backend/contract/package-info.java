/** The test that every chat backend passes. */
@NullMarked
package dev.errand.backend.contract;

import org.jspecify.annotations.NullMarked;
