package dev.errand.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may run a {@link Command} as long as the operator's rules say nothing else: people who hold
 * at least one of the roles. The host checks it before the method is called. Without it everyone
 * may.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {

    /** The role of those who run the bot. */
    String ADMIN = "admin";

    /**
     * The roles, any one of which is enough.
     *
     * @return at least one role name
     */
    String[] value();
}
