package dev.errand.backend.slack;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The addresses at which a slash command can be answered where the bot is no member. Slack takes
 * answers there for half an hour.
 */
final class SlashReplies {

    private static final int MOST = 1_000;
    private static final Duration LIFE = Duration.ofMinutes(29);

    private final Cache<String> addresses;

    SlashReplies(InstantSource clock) {
        addresses = new Cache<>(MOST, clock);
    }

    void add(String messageId, String address) {
        addresses.put(messageId, address, LIFE);
    }

    Optional<String> of(String messageId) {
        return addresses.get(messageId);
    }
}
