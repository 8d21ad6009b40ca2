/**
 * Tells machines how the bot is. In: what {@link dev.errand.platform.health.Vitals} gives, and the
 * audit records that pass through. Out: {@code /healthz}, {@code /readyz} and {@code /metrics} on a
 * port of their own. None of its classes is loaded while the port is off.
 */
@NullMarked
package dev.errand.platform.health;

import org.jspecify.annotations.NullMarked;
