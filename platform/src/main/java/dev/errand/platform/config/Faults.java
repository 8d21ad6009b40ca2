package dev.errand.platform.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Collects what a settings record finds wrong with itself, so that one mistake does not hide the
 * next.
 */
final class Faults {

    /**
     * One of them.
     *
     * @param keys the settings that it is about; the first is the one to change
     */
    record Fault(String message, List<String> keys) {}

    private final List<Fault> faults = new ArrayList<>();

    /** Notes the message unless the condition on the settings holds. */
    Faults expect(boolean holds, String message, String... keys) {
        if (!holds) {
            faults.add(new Fault(message, List.of(keys)));
        }
        return this;
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new Found(faults);
        }
    }

    /** What was found. */
    static final class Found extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final transient List<Fault> faults;

        private Found(List<Fault> faults) {
            super(faults.stream().map(Fault::message).collect(Collectors.joining(" ")));
            this.faults = List.copyOf(faults);
        }

        List<Fault> faults() {
            return faults;
        }
    }
}
