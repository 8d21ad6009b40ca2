package dev.errand.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An argument that is known by its mark and not by its place, such as {@code --dry-run}. It may
 * stand anywhere after the command's words and before a {@link Rest}; a lone {@code --} ends the
 * flags.
 *
 * <p>On a {@code boolean}: present or not. On any other type of {@link Arg}: followed by its value
 * ({@code --env prod} or {@code --env=prod}); it must then be given unless it is an {@code
 * Optional} or has a {@link Default}.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Flag {

    /**
     * The mark as it is typed: {@code --name}, or another that starts with {@code -}, {@code +} or
     * {@code @}, such as {@code +short}. Empty takes {@code --} and the parameter's own name.
     *
     * @return the mark
     */
    String value() default "";

    /**
     * Another, usually shorter mark, such as {@code -n}.
     *
     * @return the second mark, empty for none
     */
    String alias() default "";

    /**
     * The value is joined to the mark without a space: {@code @Flag(value = "@", attached = true)}
     * takes {@code @1.1.1.1}.
     *
     * @return whether mark and value are one word
     */
    boolean attached() default false;
}
