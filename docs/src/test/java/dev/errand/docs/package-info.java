/** The code that the README and the guide show, and the test that they show no other. */
@NullMarked
package dev.errand.docs;

import org.jspecify.annotations.NullMarked;
