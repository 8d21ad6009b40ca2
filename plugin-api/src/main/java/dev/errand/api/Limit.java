package dev.errand.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link Command}: how often it may be run, and how many of it at once. The host checks it
 * after the access rules and before the method is called; whoever is over it is told once when to
 * try again. The operator can replace each of the three by a limit in {@code errand.conf} that
 * names this command alone, and can add others. All three are shown by {@code help}.
 *
 * <pre>{@code
 * @Command(value = "deploy", description = "Deploys")
 * @Limit(rate = "20/1h", perPerson = "2/1m", concurrent = 1)
 * String deploy(Env env) { … }
 * }</pre>
 *
 * <p>A call that was ended but goes on in spite of its interrupt counts as running. On a {@link
 * Hears} listener it has no effect.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {

    /**
     * How often everybody together may run it.
     *
     * @return a number and a positive duration, {@code "20/1h"}: up to 20 at once, and another one
     *     every three minutes; empty, the default, for no limit
     */
    String rate() default "";

    /**
     * How often each person may run it.
     *
     * @return as {@link #rate}
     */
    String perPerson() default "";

    /**
     * How many calls of it may run at the same time, whoever asked.
     *
     * @return 1 or more; 0, the default, for no limit
     */
    int concurrent() default 0;
}
