package dev.errand.platform.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A plugin in quarantine.
 *
 * @param jar its JAR
 * @param libraries the JARs that came with it
 * @param source what the lock will say of where it came from
 * @param sha256 what its digest must be; empty if nobody said
 * @param id what its id must be; empty if nobody said
 * @param version what its version must be; empty if nobody said
 */
record Fetched(
        Part jar,
        List<Part> libraries,
        String source,
        Optional<String> sha256,
        Optional<String> id,
        Optional<String> version) {

    /** A file in quarantine, with the name that people know it by. */
    record Part(Path file, String name) {}
}
