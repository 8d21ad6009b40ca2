package dev.errand.api;

import java.util.Objects;

/**
 * A password or token in a settings record. It is written as {@code ***} wherever it is shown, and
 * the host hides its value in replies and logs.
 */
public final class Secret {

    private final String value;

    /**
     * Made by the host from the configuration.
     *
     * @param value the secret itself
     */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /**
     * The secret itself, to be handed to what needs it and kept nowhere.
     *
     * @return the value
     */
    public String reveal() {
        return value;
    }

    /** Always {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }
}
