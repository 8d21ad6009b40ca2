package dev.errand.backend.irc;

import java.util.Optional;

/** The nick to have, and others to go by while somebody has it. */
final class Nicks {

    private static final long AGAIN_NANOS = 15_000_000_000L;
    private static final int SHORT = 9;

    private final String wanted;
    private String tried;
    private int tries;
    private long nextTry;
    private boolean asked;

    Nicks(String wanted) {
        this.wanted = wanted;
        this.tried = wanted;
    }

    String wanted() {
        return wanted;
    }

    boolean wants(String nick) {
        return Names.same(nick, wanted);
    }

    /** Another one to try, after the last was taken, or too long or ill-formed for the server. */
    synchronized String another(boolean illFormed) {
        tries++;
        String stem = illFormed || tried.length() < wanted.length() ? cut(wanted, SHORT) : wanted;
        if (illFormed && tries == 1 && stem.length() < wanted.length()) {
            tried = stem;
        } else if (tries <= 3) {
            tried = cut(stem, SHORT > stem.length() ? SHORT : stem.length()) + "_".repeat(tries);
        } else {
            tried = cut(stem, SHORT - 4) + "_" + tries;
        }
        return tried;
    }

    /** The line that asks for the wanted nick again, when it is due. */
    synchronized Optional<String> takeBack(String current, long nanos) {
        if (wants(current) || (asked && nanos - nextTry < 0)) {
            return Optional.empty();
        }
        asked = true;
        nextTry = nanos + AGAIN_NANOS;
        return Optional.of("NICK " + wanted);
    }

    private static String cut(String nick, int length) {
        return nick.length() > length ? nick.substring(0, length) : nick;
    }
}
