package dev.errand.backend.slack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Slack's names of emoji, which it wants for a reaction. */
final class Emoji {

    private static final int LIGHTEST = 0x1F3FB;
    private static final int DARKEST = 0x1F3FF;

    private final Map<String, String> names;

    private Emoji(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    static Emoji load() {
        try (InputStream in = Emoji.class.getResourceAsStream("emoji.txt")) {
            if (in == null) {
                throw new IllegalStateException("emoji.txt is missing from the JAR");
            }
            Map<String, String> names = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .forEach(pair -> names.put(pair[0], pair[1]));
            return new Emoji(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of an emoji, with or without a tone of skin; of {@code :name:} the name itself. */
    Optional<String> name(String emoji) {
        if (emoji.matches(":[a-z0-9_+'-]+:")) {
            return Optional.of(emoji.substring(1, emoji.length() - 1));
        }
        StringBuilder plain = new StringBuilder();
        StringBuilder tone = new StringBuilder();
        emoji.codePoints()
                .filter(c -> c != 0xFE0F)
                .forEach(c -> {
                    if (c >= LIGHTEST && c <= DARKEST) {
                        tone.append("::skin-tone-").append(c - LIGHTEST + 2);
                    } else {
                        plain.appendCodePoint(c);
                    }
                });
        return Optional.ofNullable(names.get(plain.toString())).map(name -> name + tone);
    }
}
