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
        boolean pointed = rest.charAt(0) == ':' || rest.charAt(0) == ',';
        boolean apart = Character.isWhitespace(rest.charAt(pointed ? 1 % rest.length() : 0));
        return pointed && rest.length() > 1 || at && apart
                ? new Addressed(true, (pointed ? rest.substring(1) : rest).strip())
                : new Addressed(false, text);
    }
}
