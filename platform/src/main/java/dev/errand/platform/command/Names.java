package dev.errand.platform.command;

import java.util.regex.Pattern;

/** How commands and arguments may be called. */
final class Names {

    private static final Pattern COMMAND =
            Pattern.compile("[a-z0-9][a-z0-9_-]*( [a-z0-9][a-z0-9_-]*){0,4}");
    private static final Pattern ARGUMENT = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern MARK =
            Pattern.compile("--[a-z0-9][a-z0-9-]*|-[a-zA-Z]|[+@][a-z0-9-]*");

    private Names() {}

    static boolean isCommand(String words) {
        return words.length() <= 100 && COMMAND.matcher(words).matches();
    }

    static boolean isArgument(String name) {
        return ARGUMENT.matcher(name).matches();
    }

    static boolean isMark(String mark) {
        return MARK.matcher(mark).matches();
    }

    /** {@code recordType} and {@code RecordType} become {@code record-type}. */
    static String kebab(String javaName) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < javaName.length(); i++) {
            char c = javaName.charAt(i);
            if (Character.isUpperCase(c)
                    && i > 0
                    && !Character.isUpperCase(javaName.charAt(i - 1))) {
                kebab.append('-');
            }
            kebab.append(Character.toLowerCase(c == '_' ? '-' : c));
        }
        return kebab.toString();
    }
}
