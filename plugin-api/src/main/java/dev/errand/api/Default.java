package dev.errand.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value that holds when none is given: for a parameter of a {@link Command} as a person would
 * type it, for a component of a settings record as {@code errand.conf} would say it (a list as
 * comma-separated values, the empty string for none).
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {

    /**
     * The value, in its written form; checked when the plugin is loaded.
     *
     * @return the text
     */
    String value();
}
