/** Small commands that show how a plugin is made. */
@NullMarked
package dev.errand.plugins.demo;

import org.jspecify.annotations.NullMarked;
