package dev.errand.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a listener: it is called for every message that is not a command and in which the
 * pattern is found.
 *
 * <p>The method's parameters may be, in any order: {@link Call}, {@link Caller}, {@link Message},
 * {@link java.util.regex.MatchResult}. It returns what a {@link Command} may return; mostly
 * nothing.
 *
 * <p>The search runs under a bound on its steps. A pattern that exceeds it on some text is treated
 * as not found there, and the log names it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Hears {

    /**
     * A {@link java.util.regex.Pattern}, searched for anywhere in the text.
     *
     * @return the regular expression
     */
    String value();

    /**
     * What it listens for, in one short sentence without a full stop.
     *
     * @return the description shown by {@code help}, empty by default
     */
    String description() default "";
}
