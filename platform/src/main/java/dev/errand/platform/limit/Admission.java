package dev.errand.platform.limit;

/** Whether a call may begin now. */
public sealed interface Admission {

    /**
     * It may.
     *
     * @param pass to be closed when it has ended
     */
    record Admitted(Pass pass) implements Admission {}

    /**
     * It may not.
     *
     * @param rule the limit that is reached, with its file and line, for people to read
     * @param words plain text for the person
     * @param told whether the person was told a moment ago, so that nothing more is to be said
     */
    record Over(String rule, String words, boolean told) implements Admission {}
}
