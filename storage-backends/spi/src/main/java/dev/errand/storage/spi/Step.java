package dev.errand.storage.spi;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** One of several changes that are made together, see {@link Storage#writeTogether}. */
public sealed interface Step {

    /** How many steps go together at most. */
    int MOST = 1_000;

    /**
     * Where.
     *
     * @return the namespace
     */
    Namespace namespace();

    /**
     * Which.
     *
     * @return the key
     */
    String key();

    /**
     * The version that must be there.
     *
     * @return the version, {@link Storage#ABSENT} for none, empty for whatever is there
     */
    OptionalLong expected();

    /**
     * Writes a value.
     *
     * @param namespace where
     * @param write key, value and expiry
     * @param expected the version that must be there, {@link Storage#ABSENT} for none, empty for
     *     whatever is there
     */
    record Put(Namespace namespace, Write write, OptionalLong expected) implements Step {

        /** The key of the write. */
        @Override
        public String key() {
            return write.key();
        }
    }

    /**
     * Removes a value; removing what is absent changes nothing.
     *
     * @param namespace where
     * @param key which
     * @param expected the version that must be there, {@link Storage#ABSENT} for none, empty for
     *     whatever is there
     */
    record Remove(Namespace namespace, String key, OptionalLong expected) implements Step {

        /** Refuses a key that no storage takes. */
        public Remove {
            Write.checkKey(key);
        }
    }

    /**
     * Refuses steps that cannot go together on any storage.
     *
     * @param steps the steps
     * @throws IllegalArgumentException if there are none or more than {@link #MOST}, or two for one
     *     key
     */
    static void check(List<Step> steps) {
        if (steps.isEmpty() || steps.size() > MOST) {
            throw new IllegalArgumentException(
                    "1 to " + MOST + " keys are written together; not " + steps.size());
        }
        Set<List<Object>> seen = new HashSet<>();
        for (Step step : steps) {
            if (!seen.add(List.of(step.namespace(), step.key()))) {
                throw new IllegalArgumentException(
                        "The key '" + step.key() + "' is there twice among keys written together");
            }
        }
    }
}
