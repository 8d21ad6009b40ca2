package dev.errand.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link Command}: the host asks the caller this question and runs the method only after a
 * yes. The operator's rules can ask for more, and can do away with the question.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Confirm {

    /**
     * The question, such as {@code "Really drop the table?"}; plain text.
     *
     * @return what the caller is asked, not blank
     */
    String value();
}
