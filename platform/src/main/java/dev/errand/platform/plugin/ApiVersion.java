package dev.errand.platform.plugin;

import org.pf4j.DefaultVersionManager;

/**
 * The version of plugin-api that this host has, and the arithmetic of versions, which is PF4J's.
 *
 * @param version such as {@code 0.1.0}
 */
public record ApiVersion(String version) {

    private static final DefaultVersionManager VERSIONS = new DefaultVersionManager();

    /**
     * Leaves out what is behind a hyphen: a snapshot has the API of the release that it leads to.
     */
    public ApiVersion {
        int hyphen = version.indexOf('-');
        version = hyphen < 0 ? version : version.substring(0, hyphen);
    }

    boolean satisfies(String range) {
        return VERSIONS.checkVersionConstraint(version, range);
    }

    static boolean satisfies(String version, String range) {
        return VERSIONS.checkVersionConstraint(version, range);
    }

    static boolean isVersion(String text) {
        try {
            return VERSIONS.compareVersions(text, text) == 0;
        } catch (RuntimeException notAVersion) {
            return false;
        }
    }

    static boolean isRange(String text) {
        try {
            VERSIONS.checkVersionConstraint("1.0.0", text);
            return true;
        } catch (RuntimeException notARange) {
            return false;
        }
    }

    /**
     * Which version is newer.
     *
     * @param a one
     * @param b another
     * @return as a comparator has it
     */
    public static int compare(String a, String b) {
        return VERSIONS.compareVersions(a, b);
    }
}
