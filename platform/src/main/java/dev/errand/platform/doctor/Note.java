package dev.errand.platform.doctor;

/**
 * What came of looking at one thing.
 *
 * @param kind how it is
 * @param about what was looked at
 * @param words what was found
 * @param advice what to do, empty if nothing
 */
public record Note(Kind kind, String about, String words, String advice) {

    /** How a thing is. */
    public enum Kind {
        /** As it should be. */
        GOOD,
        /** Not looked at, for a reason that the words tell. */
        SKIPPED,
        /** It works, but not for ever. */
        WARNING,
        /** The bot cannot work with it. */
        BAD
    }

    static Note good(String about, String words) {
        return new Note(Kind.GOOD, about, words, "");
    }

    /**
     * A thing that was not looked at.
     *
     * @param about what
     * @param why why not
     * @return the note
     */
    public static Note skipped(String about, String why) {
        return new Note(Kind.SKIPPED, about, why, "");
    }

    static Note warning(String about, String words, String advice) {
        return new Note(Kind.WARNING, about, words, advice);
    }

    /**
     * A thing that the bot cannot work with.
     *
     * @param about what
     * @param words what was found
     * @param advice what to do
     * @return the note
     */
    public static Note bad(String about, String words, String advice) {
        return new Note(Kind.BAD, about, words, advice);
    }

    /**
     * The note as people read it.
     *
     * @return one line, or two if there is advice
     */
    public String text() {
        String mark =
                switch (kind) {
                    case GOOD -> "good   ";
                    case SKIPPED -> "skipped";
                    case WARNING -> "warning";
                    case BAD -> "bad    ";
                };
        return mark
                + "  "
                + about
                + ": "
                + words
                + (advice.isEmpty() ? "" : "\n         " + advice);
    }
}
