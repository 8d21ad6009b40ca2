package dev.errand.platform.access;

/** Whether a command may run. */
public sealed interface Verdict {

    /** The rule that decided, with its file and line, for people to read. */
    String rule();

    /**
     * It may.
     *
     * @param rule the rule that decided
     */
    record Allowed(String rule) implements Verdict {}

    /**
     * It may once the person has said yes.
     *
     * @param rule the rule that decided
     * @param question plain text for the person
     */
    record Asked(String rule, String question) implements Verdict {}

    /**
     * It may not.
     *
     * @param rule the rule that decided
     * @param reason plain text for the person
     */
    record Denied(String rule, String reason) implements Verdict {}
}
