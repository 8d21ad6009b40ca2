package dev.errand.platform.identity;

import dev.errand.api.Caller;

/** Who speaks. */
public sealed interface Identified {

    /**
     * A person.
     *
     * @param caller who, with their roles at this moment
     */
    record Known(Caller caller) implements Identified {}

    /**
     * Somebody whom the bot does not listen to.
     *
     * @param reason why
     */
    record Ignored(String reason) implements Identified {}
}
