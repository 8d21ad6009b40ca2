package dev.errand.storage.h2;

import dev.errand.api.Default;
import java.util.regex.Pattern;

/**
 * What {@code errand.conf} may say about H2.
 *
 * @param file the name of the database in the data folder, without its ending {@code .mv.db}
 * @param connections how many reads and writes go on at once
 */
public record H2Settings(@Default("errand") String file, @Default("8") int connections) {

    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    /** Refuses what H2 could not open, and a file outside of the data folder. */
    public H2Settings {
        if (!FILE.matcher(file).matches()) {
            throw new IllegalArgumentException(
                    "file is a name of letters, digits, '.', '_' and '-', such as 'errand'; not '"
                            + file
                            + "'");
        }
        if (connections < 1 || connections > 64) {
            throw new IllegalArgumentException("connections is 1 to 64; not " + connections);
        }
    }
}
