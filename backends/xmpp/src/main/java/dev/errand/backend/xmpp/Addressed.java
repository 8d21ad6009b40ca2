package dev.errand.backend.xmpp;

import java.util.Locale;

/**
 * Whether a line begins with the bot's nick, as people write to somebody in a room.
 *
 * @param addressed whether it does
 * @param text the line without the nick
 */
record Addressed(boolean addressed, String text) {

    static Addressed read(String text, String nick) {
        boolean at = text.startsWith("@");
        String line = at ? text.substring(1) : text;
        if (!line.toLowerCase(Locale.ROOT).startsWith(nick.toLowerCase(Locale.ROOT))
                || line.length() <= nick.length()) {
            return new Addressed(false, text);
        }
        String rest = line.substring(nick.length());
        boolean pointed = rest.length() > 1 && (rest.charAt(0) == ':' || rest.charAt(0) == ',');
        boolean apart = at && Character.isWhitespace(rest.charAt(0));
        if (pointed) {
            return new Addressed(true, rest.substring(1).strip());
        }
        return apart ? new Addressed(true, rest.strip()) : new Addressed(false, text);
    }
}
