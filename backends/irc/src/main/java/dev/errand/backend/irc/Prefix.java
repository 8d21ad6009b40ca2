package dev.errand.backend.irc;

/**
 * Who sent a line, as the server tells it.
 *
 * @param nick a nick, or the name of a server
 * @param user the user name, empty for a server
 * @param host the host, empty for a server
 */
record Prefix(String nick, String user, String host) {

    static final Prefix NOBODY = new Prefix("", "", "");

    /** Reads it from the whole line. */
    static Prefix of(String line) {
        int start = 0;
        if (line.startsWith("@")) {
            start = line.indexOf(' ') + 1;
            while (start < line.length() && line.charAt(start) == ' ') {
                start++;
            }
        }
        if (start >= line.length() || line.charAt(start) != ':') {
            return NOBODY;
        }
        int end = line.indexOf(' ', start);
        String mask = line.substring(start + 1, end < 0 ? line.length() : end);
        int at = mask.lastIndexOf('@');
        int sign = mask.indexOf('!');
        return sign < 0 || at < sign
                ? new Prefix(mask, "", "")
                : new Prefix(
                        mask.substring(0, sign),
                        mask.substring(sign + 1, at),
                        mask.substring(at + 1));
    }

    boolean isPerson() {
        return !user.isEmpty() && !host.isEmpty() && !nick.isEmpty();
    }

    /** The bytes that the server puts before a line, with colon and space. */
    int length() {
        return Bytes.length(nick) + Bytes.length(user) + Bytes.length(host) + 4;
    }
}
