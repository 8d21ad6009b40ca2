/** What a chat backend implements. */
@NullMarked
package dev.errand.backend;

import org.jspecify.annotations.NullMarked;
