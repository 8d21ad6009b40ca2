/**
 * {@code errand.conf} and {@code ERRAND_…} variables come in; one {@link
 * dev.errand.platform.config.ErrandConfig} goes out, or everything that is wrong with them. What
 * the kind of a chat, a storage or a plugin decides stays a {@link
 * dev.errand.platform.config.Section} until that kind is known.
 */
@NullMarked
package dev.errand.platform.config;

import org.jspecify.annotations.NullMarked;
