package dev.errand.storage.spi;

import java.util.regex.Pattern;

/**
 * A closed space of keys. No key of one can be reached through another, whatever the key.
 *
 * @param path its parts joined by {@code /}, such as {@code plugin/demo/items}: at most 200
 *     characters
 */
public record Namespace(String path) {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9._-]{1,64}(/[A-Za-z0-9._-]{1,64}){0,5}");

    /** Refuses a path of another form. */
    public Namespace {
        if (path.length() > 200 || !FORM.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "A namespace is made of letters, digits, '.', '_' and '-', its parts"
                            + " joined by '/', at most 200 characters; not '"
                            + path
                            + "'");
        }
    }

    /**
     * Joins parts.
     *
     * @param parts at least one, none with a {@code /}
     * @return the namespace
     */
    public static Namespace of(String... parts) {
        for (String part : parts) {
            if (part.indexOf('/') >= 0) {
                throw new IllegalArgumentException(
                        "A part of a namespace has no '/' in it; not '" + part + "'");
            }
        }
        return new Namespace(String.join("/", parts));
    }

    /** The path. */
    @Override
    public String toString() {
        return path;
    }
}
