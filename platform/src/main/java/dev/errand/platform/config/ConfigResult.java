package dev.errand.platform.config;

import java.util.List;

/** What came of reading the configuration. */
public sealed interface ConfigResult {

    /**
     * It is good, as far as it can be told before backends and plugins are known: their sections
     * are bound later and carry their places with them.
     *
     * @param config the configuration
     */
    record Loaded(ErrandConfig config) implements ConfigResult {}

    /**
     * It is not.
     *
     * @param problems all that was found, at least one
     */
    record Rejected(List<Problem> problems) implements ConfigResult {

        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
