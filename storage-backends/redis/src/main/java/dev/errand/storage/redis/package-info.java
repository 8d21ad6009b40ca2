/**
 * Keeps values in a Redis that several bots may share: in go addresses and credentials, out comes a
 * storage that is open even while Redis is not, and works again by itself once it is.
 */
@NullMarked
package dev.errand.storage.redis;

import org.jspecify.annotations.NullMarked;
