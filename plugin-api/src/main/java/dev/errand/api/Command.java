package dev.errand.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a command. The method's signature is the command: see {@link Arg} for the
 * parameters.
 *
 * <p>The method returns a {@code String} (Markdown), a {@link Reply}, an {@code Optional} of either
 * (empty says nothing), a {@code Stream} or {@code Iterable} of either (one message each, sent as
 * they come), a number, boolean or enum (said as text), or {@code void}. It may have any visibility
 * and may block; past its deadline its thread is interrupted.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Command {

    /**
     * The words that call it, such as {@code "democmd add"}: lower case, 1 to 5 words of letters,
     * digits, {@code -} and {@code _}, parted by one space.
     *
     * @return the words
     */
    String value();

    /**
     * What it does, in one short sentence without a full stop.
     *
     * @return the description shown by {@code help}
     */
    String description();

    /**
     * Other words for the same command, of the form of {@link #value()}.
     *
     * @return the aliases, none by default
     */
    String[] aliases() default {};

    /**
     * Whole command lines that work, without the prefix, such as {@code "democmd add greeting
     * hello"}.
     *
     * @return the examples shown by {@code help}, none by default
     */
    String[] examples() default {};

    /**
     * Leaves the command out of {@code help} and of completion. It still runs, and access rules
     * still hold.
     *
     * @return whether it is hidden
     */
    boolean hidden() default false;
}
