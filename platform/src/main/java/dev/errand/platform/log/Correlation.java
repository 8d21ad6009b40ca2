package dev.errand.platform.log;

import org.slf4j.MDC;

/**
 * Marks every line that is written on the way of a message with the message's id, from its arrival
 * to its last reply, the threads of plugins included.
 */
public final class Correlation implements AutoCloseable {

    /** The name of the mark. */
    static final String KEY = "message";

    private static final int LONGEST = 64;

    private Correlation() {}

    /**
     * Marks what this thread writes from now on, until it is closed.
     *
     * @param message the id of the message, of whatever characters
     * @return ends it
     */
    public static Correlation of(String message) {
        MDC.put(KEY, plain(message));
        return new Correlation();
    }

    /** An id comes from a chat: it must not make up a line of its own. */
    private static String plain(String id) {
        StringBuilder plain = new StringBuilder(Math.min(id.length(), LONGEST));
        for (int i = 0; i < id.length() && i < LONGEST; i++) {
            char c = id.charAt(i);
            plain.append(c > ' ' && c < 127 ? c : '_');
        }
        return plain.toString();
    }

    @Override
    public void close() {
        MDC.remove(KEY);
    }
}
