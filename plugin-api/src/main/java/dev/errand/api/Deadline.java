package dev.errand.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a {@link Command} may run before its thread is interrupted and the person is told.
 * Without it the host's default holds (60 seconds unless configured). Time spent waiting in {@link
 * Call#ask} and {@link Call#confirm} does not count.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Deadline {

    /**
     * The longest time it may take.
     *
     * @return a positive duration as people write it: {@code "500ms"}, {@code "90s"}, {@code
     *     "10m"}, {@code "2h"}
     */
    String value();
}
