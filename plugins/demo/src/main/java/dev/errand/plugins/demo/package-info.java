/**
 * Commands over a store of the plugin's own: what people tell it to remember goes in, and comes out
 * again. It is small on purpose, as the first plugin to read.
 */
@NullMarked
package dev.errand.plugins.demo;

import org.jspecify.annotations.NullMarked;
