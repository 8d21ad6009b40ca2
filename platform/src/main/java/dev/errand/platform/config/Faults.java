package dev.errand.platform.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what a settings record finds wrong with itself, so that one mistake does not hide the next. */
final class Faults {

    private final Map<String, String> messages = new LinkedHashMap<>();

    /** Notes the message at the key unless the condition holds. */
    Faults expect(boolean holds, String key, String message) {
        if (!holds) {
            messages.putIfAbsent(key, message);
        }
        return this;
    }

    void throwIfAny() {
        if (!messages.isEmpty()) {
            throw new Found(messages);
        }
    }

    /** What was found, by key below the record. */
    static final class Found extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> messages;

        private Found(Map<String, String> messages) {
            super(String.join(" ", messages.values()));
            this.messages = Collections.unmodifiableMap(messages);
        }

        Map<String, String> messages() {
            return messages;
        }
    }
}
