/**
 * What a plugin author compiles against, and all of it: a {@link dev.errand.api.Plugin} declares
 * methods with {@link dev.errand.api.Command} and {@link dev.errand.api.Hears}; the host reads
 * them, calls them with a {@link dev.errand.api.Call}, and shows what they return as a {@link
 * dev.errand.api.Reply}.
 *
 * <p>Everything here is a promise: what is public stays compatible from release to release. Nothing
 * in it starts a thread or talks to a chat by itself.
 */
@NullMarked
package dev.errand.api;

import org.jspecify.annotations.NullMarked;
