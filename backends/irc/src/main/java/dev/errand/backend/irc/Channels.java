package dev.errand.backend.irc;

import dev.errand.api.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The channels to be in, and whether the bot is. Safe for use by any thread. */
final class Channels {

    private static final long AGAIN_NANOS = 30_000_000_000L;
    private static final long AFTER_KICK_NANOS = 2_000_000_000L;

    private static final class Channel {
        final String name;
        Optional<Secret> key;
        boolean joined;
        boolean asked;
        String refusal = "";
        long nextTry;

        Channel(String name, Optional<Secret> key) {
            this.name = name;
            this.key = key;
        }

        String line() {
            return "JOIN " + name + key.map(secret -> " " + secret.reveal()).orElse("");
        }
    }

    private final Map<String, Channel> channels = new LinkedHashMap<>();

    Channels(IrcSettings settings) {
        for (String name : settings.channels()) {
            channels.put(Names.folded(name), new Channel(name, settings.key(name)));
        }
    }

    /** How the bot stands to one of them. */
    record Standing(String name, boolean joined, String refusal) {}

    /** One more, asked for in a chat. Another key is tried at once. */
    synchronized void add(String name, Optional<Secret> key) {
        Channel channel =
                channels.computeIfAbsent(Names.folded(name), folded -> new Channel(name, key));
        if (!channel.joined) {
            channel.key = key.or(() -> channel.key);
            channel.asked = false;
            channel.refusal = "";
        }
    }

    synchronized void remove(String name) {
        channels.remove(Names.folded(name));
        notifyAll();
    }

    synchronized List<Standing> all() {
        return channels.values().stream()
                .map(each -> new Standing(each.name, each.joined, each.refusal))
                .toList();
    }

    /** Waits until the server has let the bot in, or has said why it does not. */
    synchronized Optional<String> awaitAnswer(String name, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Channel channel = channels.get(Names.folded(name));
            long left = (end - System.nanoTime()) / 1_000_000;
            if (channel == null) {
                return Optional.of("it was left meanwhile");
            }
            if (channel.joined || !channel.refusal.isEmpty()) {
                return Optional.of(channel.refusal).filter(reason -> !channel.joined);
            }
            if (left <= 0) {
                return Optional.of("it does not answer");
            }
            wait(left);
        }
    }

    /** A new connection is in none of them. */
    synchronized void disconnected() {
        for (Channel channel : channels.values()) {
            channel.joined = false;
            channel.asked = false;
            channel.refusal = "";
            channel.nextTry = 0;
        }
    }

    /** The lines that ask for what is missing and due. */
    synchronized List<String> join(long nanos) {
        List<String> lines = new ArrayList<>();
        for (Channel channel : channels.values()) {
            if (!channel.joined && (!channel.asked || nanos - channel.nextTry >= 0)) {
                channel.asked = true;
                channel.nextTry = nanos + AGAIN_NANOS;
                lines.add(channel.line());
            }
        }
        return lines;
    }

    synchronized void joined(String name) {
        Channel channel = channels.get(Names.folded(name));
        if (channel != null) {
            channel.joined = true;
            channel.refusal = "";
            notifyAll();
        }
    }

    /** The bot was put out; it comes back after a moment. */
    synchronized void left(String name, long nanos) {
        Channel channel = channels.get(Names.folded(name));
        if (channel != null) {
            channel.joined = false;
            channel.nextTry = nanos + AFTER_KICK_NANOS;
        }
    }

    /** Whether the refusal is news. */
    synchronized boolean refused(String name, String reason) {
        Channel channel = channels.get(Names.folded(name));
        if (channel == null || channel.joined) {
            return false;
        }
        boolean news = channel.refusal.isEmpty();
        channel.refusal = reason;
        notifyAll();
        return news;
    }

    /** Whether the server has let the bot in or refused it, everywhere. */
    synchronized boolean answered() {
        return channels.values().stream()
                .allMatch(channel -> channel.joined || !channel.refusal.isEmpty());
    }

    /** The name of a channel that the bot should be in. */
    synchronized Optional<String> name(String typed) {
        return Optional.ofNullable(channels.get(Names.folded(typed))).map(channel -> channel.name);
    }

    /** What an operator should know. */
    synchronized String refusals() {
        return channels.values().stream()
                .filter(channel -> !channel.joined && !channel.refusal.isEmpty())
                .map(channel -> "not in " + channel.name + ": " + channel.refusal)
                .collect(Collectors.joining(", "));
    }
}
