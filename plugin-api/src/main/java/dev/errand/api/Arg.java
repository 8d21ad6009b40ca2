package dev.errand.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names and describes a parameter of a {@link Command}. It may be left out when the class was
 * compiled with {@code -parameters}; the parameter's own name in kebab case is then the argument's.
 *
 * <p>Types an argument may have: {@code String}; {@code int}, {@code long}, {@code double} and
 * their boxes; {@code boolean} ({@code yes/no}, {@code on/off}, {@code true/false}); an enum (its
 * constants in lower case, {@code _} as {@code -}; typed in any case); {@code Duration} ({@code
 * 90s}, {@code 1h30m}); {@link Person}; {@link Room}; any type with a {@code public static} method
 * {@code parse(String)}; an {@code Optional} of one of these (may be missing); a {@code List} of
 * one of these (repeated, the last argument; at least one unless {@link Default} is given as {@code
 * ""}).
 *
 * <p>Not arguments, but given by the host: {@link Call}, {@link Caller}, {@link Message}.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Arg {

    /**
     * The argument's name in help and errors.
     *
     * @return lower case words joined by {@code -}; empty takes the parameter's own name
     */
    String value() default "";

    /**
     * What to give, such as {@code "the cluster to deploy to"}.
     *
     * @return the text for help, empty by default
     */
    String description() default "";
}
