package dev.errand.backend.xmpp;

import java.util.LinkedHashMap;
import java.util.Optional;

/** Remembers the last ten thousand sent messages: by the host's key, and by the stanza's id. */
final class SentMessages {

    private static final int REMEMBERED = 10_000;

    private final LinkedHashMap<String, String> idByKey = new LinkedHashMap<>();
    private final LinkedHashMap<String, Destination> destinationById = new LinkedHashMap<>();

    synchronized Optional<String> id(String key) {
        return Optional.ofNullable(idByKey.get(key));
    }

    synchronized void add(String key, String id, Destination to) {
        idByKey.put(key, id);
        destinationById.put(id, to);
        if (idByKey.size() > REMEMBERED) {
            idByKey.pollFirstEntry();
        }
        if (destinationById.size() > REMEMBERED) {
            destinationById.pollFirstEntry();
        }
    }

    synchronized Optional<Destination> destination(String id) {
        return Optional.ofNullable(destinationById.get(id));
    }
}
