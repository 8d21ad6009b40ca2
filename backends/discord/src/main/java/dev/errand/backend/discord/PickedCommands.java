package dev.errand.backend.discord;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The application commands that may still be answered, and the messages that answered them. */
final class PickedCommands {

    private static final int REMEMBERED = 2000;

    private final Map<String, Picked> known = new LinkedHashMap<>();

    /** Remembers by the id of the command's run, or of a message that answers it. */
    synchronized void add(String id, Picked picked) {
        known.values().removeIf(one -> !one.answerable());
        known.put(id, picked);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }

    synchronized Optional<Picked> find(String id) {
        return Optional.ofNullable(known.get(id)).filter(Picked::answerable);
    }
}
