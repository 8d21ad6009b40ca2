package dev.errand.backend.irc;

/**
 * Whether a line begins with the bot's nick, as people write to one among many.
 *
 * @param found whether it does
 * @param rest the line without it
 */
record Mention(boolean found, String rest) {

    static Mention of(String text, String nick) {
        int start = text.startsWith("@") ? 1 : 0;
        int end = start + nick.length();
        if (nick.isEmpty()
                || text.length() <= end
                || !Names.same(text.substring(start, end), nick)) {
            return new Mention(false, text);
        }
        char after = text.charAt(end);
        boolean meant = after == ':' || after == ',' || (start == 1 && after == ' ');
        return meant
                ? new Mention(true, text.substring(end + 1).strip())
                : new Mention(false, text);
    }
}
