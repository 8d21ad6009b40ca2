package dev.errand.platform.config;

import dev.errand.api.Default;

/**
 * Where the code of one plugin runs.
 *
 * @param mode in the host's process or in one of its own
 * @param heap how much memory its objects may take in a process of its own
 */
public record IsolationSettings(@Default("process") Mode mode, @Default("128MiB") ByteSize heap) {

    /** Whose process. */
    public enum Mode {
        /** The host's. */
        HOST,
        /** A child process of the host, for this plugin alone. */
        PROCESS
    }

    public IsolationSettings {
        new Faults()
                .expect(
                        heap.bytes() >= 24L << 20 && heap.bytes() <= 64L << 30,
                        "The heap of a plugin's process is 24MiB to 64GiB.",
                        "heap")
                .throwIfAny();
    }
}
