package dev.errand.backend.irc;

/**
 * How much text fits a line: 512 bytes, less the end of the line, the command and what the server
 * puts before it when it hands the line on.
 *
 * @param nick the bot's nick
 * @param user the bot's user name
 */
record LineLength(String nick, String user) {

    private static final int LINE = 510;
    private static final int LONGEST_HOST = 63;
    private static final int LONGEST_USER = 12;
    private static final int SPARE_FOR_NICK = 4;
    private static final int USUAL_TARGET = 32;

    /** What fits on every server, to all but very long names. */
    int usual() {
        return LINE - unknownPrefix() - "PRIVMSG  :".length() - USUAL_TARGET;
    }

    /** What fits after the beginning of a line, as that server knows the bot. */
    int left(Prefix own, String start) {
        int prefix = own.isPerson() ? own.length() : unknownPrefix();
        return LINE - prefix - Bytes.length(start);
    }

    private int unknownPrefix() {
        int name = Bytes.length(nick) + SPARE_FOR_NICK;
        return 4 + name + Math.max(LONGEST_USER, Bytes.length(user) + 1) + LONGEST_HOST;
    }
}
