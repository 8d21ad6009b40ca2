package dev.errand.backend.discord;

import java.util.regex.Pattern;

/** Tells Discord's ids from other words. */
final class Snowflake {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");

    private Snowflake() {}

    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }
}
