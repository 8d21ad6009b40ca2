package dev.errand.platform.reply;

/** What lies around whole blocks. Compared by identity: two items with one marker are two items. */
final class Frame {

    /** The marker of a quotation. */
    static final String QUOTE = ">";

    private final String marker;
    private final boolean tight;

    /**
     * Made while Markdown is read.
     *
     * @param marker {@link #QUOTE}, {@code -} or a number with a full stop
     * @param tight whether no blank line stands before it
     */
    Frame(String marker, boolean tight) {
        this.marker = marker;
        this.tight = tight;
    }

    boolean quote() {
        return marker.equals(QUOTE);
    }

    String marker() {
        return marker;
    }

    boolean tight() {
        return tight;
    }
}
