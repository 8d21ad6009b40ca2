package dev.errand.platform.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A plugin that another one needs, as {@code Plugin-Dependencies} writes it in PF4J's syntax:
 * {@code weather}, {@code weather@>=1.2.0 & <2.0.0}, {@code weather?@1.x}; several are parted by
 * commas.
 *
 * @param id the id of the plugin that is needed
 * @param range the versions that will do; {@code *} for all
 * @param optional whether the plugin also works without it
 */
public record Dependency(String id, String range, boolean optional) {

    /** The form of a plugin's id. */
    static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /**
     * Reads all.
     *
     * @throws IllegalArgumentException with what is wrong and what would work
     */
    static List<Dependency> parse(String written) {
        List<Dependency> all = new ArrayList<>();
        for (String part : written.split(",", -1)) {
            if (!part.isBlank()) {
                all.add(one(part.strip()));
            }
        }
        return all;
    }

    private static Dependency one(String part) {
        int at = part.indexOf('@');
        String name = at < 0 ? part : part.substring(0, at).strip();
        String range = at < 0 ? "*" : part.substring(at + 1).strip();
        boolean optional = name.endsWith("?");
        String id = optional ? name.substring(0, name.length() - 1) : name;
        if (!ID.matcher(id).matches() || !ApiVersion.isRange(range)) {
            throw new IllegalArgumentException(
                    "'"
                            + part
                            + "' is not a plugin's id with a version range, such as weather@>=1.2.0 or weather?@1.x");
        }
        return new Dependency(id, range, optional);
    }

    boolean accepts(String version) {
        return ApiVersion.satisfies(version, range);
    }

    /** As it is written in a manifest. */
    @Override
    public String toString() {
        return id + (optional ? "?" : "") + (range.equals("*") ? "" : "@" + range);
    }
}
