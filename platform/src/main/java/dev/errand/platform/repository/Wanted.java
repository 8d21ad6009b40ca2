package dev.errand.platform.repository;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody typed to be installed. */
sealed interface Wanted {

    /** A name in an index, perhaps with a version. */
    record Named(String id, Optional<String> version) implements Wanted {}

    /** A Maven coordinate. */
    record Coordinate(String group, String artifact, Optional<String> version) implements Wanted {

        @Override
        public String toString() {
            return group + ":" + artifact;
        }
    }

    /** A JAR's address. */
    record Address(String url) implements Wanted {}

    /** A file of the machine that the bot runs on. */
    record OnHost(Path file) implements Wanted {}

    Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9._-]{0,63})(?:@([^\\s@]{1,64}))?");
    Pattern COORDINATE =
            Pattern.compile("([A-Za-z0-9_.-]+):([A-Za-z0-9_.-]+)(?::([A-Za-z0-9_.+-]+))?");

    /** Reads it. */
    static Wanted read(String typed) throws StepFailed {
        if (typed.contains("://")) {
            return new Address(typed);
        }
        if (typed.startsWith("/") || typed.startsWith("./") || typed.startsWith("../")) {
            return new OnHost(Path.of(typed));
        }
        Matcher coordinate = COORDINATE.matcher(typed);
        if (coordinate.matches()) {
            return new Coordinate(
                    coordinate.group(1),
                    coordinate.group(2),
                    Optional.ofNullable(coordinate.group(3)));
        }
        Matcher named = NAMED.matcher(typed);
        if (named.matches()) {
            return new Named(named.group(1), Optional.ofNullable(named.group(2)));
        }
        throw new StepFailed(
                "source",
                "'"
                        + typed
                        + "' is no name such as weather or weather@1.2.0, no Maven coordinate group:artifact[:version],"
                        + " no https:// address of a JAR and no path that begins with / or ./");
    }
}
