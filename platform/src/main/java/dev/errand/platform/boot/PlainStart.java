package dev.errand.platform.boot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the command line that supervisors write, {@code --home DIR} and {@code --config FILE} at
 * most. Everything else is for picocli, whose classes are too old for the JVM to keep in an AOT
 * cache: not loading them saves a start some 100 ms.
 */
final class PlainStart {

    private PlainStart() {}

    /** Where the bot is to live; empty for a command line that picocli shall read. */
    static Optional<Place> place(String[] args, Map<String, String> environment) {
        Optional<Path> home = Optional.empty();
        Optional<Path> config = Optional.empty();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length || args[i + 1].isEmpty() || args[i + 1].startsWith("-")) {
                return Optional.empty();
            }
            try {
                switch (args[i]) {
                    case "--home" -> home = Optional.of(Path.of(args[i + 1]));
                    case "--config" -> config = Optional.of(Path.of(args[i + 1]));
                    default -> {
                        return Optional.empty();
                    }
                }
            } catch (InvalidPathException no) {
                return Optional.empty();
            }
        }
        return Optional.of(Place.of(home, config, environment));
    }
}
