package dev.errand.backend.xmpp;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Remembers the bot's reactions to the latest messages: each new one has to repeat the others. */
final class Reactions {

    private static final int REMEMBERED = 1_000;

    private final LinkedHashMap<String, Set<String>> byMessage = new LinkedHashMap<>();

    synchronized List<String> with(String messageId, String emoji) {
        Set<String> all = byMessage.computeIfAbsent(messageId, id -> new LinkedHashSet<>());
        all.add(emoji);
        if (byMessage.size() > REMEMBERED) {
            byMessage.pollFirstEntry();
        }
        return List.copyOf(all);
    }
}
