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

    static boolean isChannel(String target) {
        int start = 0;
        // What is said to the operators of a channel comes with their sign before its name.
        while (start < target.length() && "~&@%+".indexOf(target.charAt(start)) >= 0) {
            start++;
        }
        return start < target.length() && "#&+!".indexOf(target.charAt(start)) >= 0
                || target.startsWith("&")
                || target.startsWith("+");
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
