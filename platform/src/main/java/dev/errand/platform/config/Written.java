package dev.errand.platform.config;

/**
 * Where the record that has this as a component was written; nobody writes it themselves.
 *
 * @param place such as {@code /etc/errand/errand.conf:12}, empty if nowhere
 */
public record Written(String place) {

    /** Written nowhere, as in a test. */
    public static final Written NOWHERE = new Written("");

    /** The file's name and line without its folder, for people to read. */
    public String brief() {
        return place.isEmpty() ? "errand.conf" : place.substring(place.lastIndexOf('/') + 1);
    }
}
