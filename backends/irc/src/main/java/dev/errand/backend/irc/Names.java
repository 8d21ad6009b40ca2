package dev.errand.backend.irc;

/** How names are compared. */
final class Names {

    private Names() {}

    /**
     * ASCII letters in lower case, nothing else: what a server holds for two names must never
     * become one here.
     */
    static String folded(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isUpper(name.charAt(i))) {
                StringBuilder folded = new StringBuilder(name);
                for (int k = i; k < name.length(); k++) {
                    char c = name.charAt(k);
                    folded.setCharAt(k, isUpper(c) ? (char) (c + 'a' - 'A') : c);
                }
                return folded.toString();
            }
        }
        return name;
    }

    static boolean same(String one, String other) {
        return folded(one).equals(folded(other));
    }

    /** Also a channel with the sign of those in it whom a message is for, such as its operators. */
    static boolean isChannel(String target) {
        int start = hasSign(target) ? 1 : 0;
        return start < target.length() && "#&+!".indexOf(target.charAt(start)) >= 0;
    }

    /** The channel without that sign. */
    static String channel(String target) {
        return hasSign(target) ? target.substring(1) : target;
    }

    private static boolean hasSign(String target) {
        return target.length() > 1
                && (target.startsWith("@")
                        || target.startsWith("%")
                        || target.startsWith("~")
                        || ((target.startsWith("+") || target.startsWith("&"))
                                && target.charAt(1) == '#'));
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
