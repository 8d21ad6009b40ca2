package dev.errand.platform.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which commands a rule is about: {@code deploy}, {@code deploy *} (also {@code deploy} alone),
 * {@code jenkins:*}.
 *
 * @param plugin whose commands, empty for anybody's
 * @param command which of them
 */
public record What(Optional<Glob> plugin, Glob command) {

    private static final Pattern FORM =
            Pattern.compile("([a-zA-Z0-9._*?-]+:)?[a-zA-Z0-9_*?-]+( [a-zA-Z0-9_*?-]+)*");

    static What parse(String text) {
        String written = text.strip();
        if (!FORM.matcher(written).matches()) {
            throw new IllegalArgumentException(
                    Words.quoted(text)
                            + " is no command. Write \"deploy\", \"deploy *\", \"jenkins:*\" or \"*\".");
        }
        int colon = written.indexOf(':');
        return new What(
                colon < 0 ? Optional.empty() : Optional.of(new Glob(written.substring(0, colon))),
                new Glob(written.substring(colon + 1)));
    }

    /** Whether a command of a plugin is meant. */
    public boolean matches(String pluginId, String name) {
        boolean whole = command.matches(name);
        boolean group =
                command.text().endsWith(" *")
                        && new Glob(command.text().substring(0, command.text().length() - 2))
                                .matches(name);
        return (whole || group) && plugin.map(glob -> glob.matches(pluginId)).orElse(true);
    }

    /** Whether exactly one command name is meant. */
    public boolean isExact() {
        return command.isExact();
    }

    /** How narrow it is: a whole name before every pattern, then by the letters that are fixed. */
    public int rank() {
        return (isExact() ? 1000 : 0) + command.literals() + plugin.map(Glob::literals).orElse(0);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return plugin.map(glob -> glob + ":").orElse("") + command;
    }
}
