package dev.errand.platform.reply;

import dev.errand.api.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Hides secrets in text: the values of known {@link Secret}s, and what looks like a secret. The
 * time it takes grows with the text only. Thread safe.
 */
public final class Redaction {

    /** What is shown in place of a secret. */
    static final String HIDDEN = "***";

    /**
     * Stands for a hidden secret inside Markdown, where asterisks would be markup; Unicode keeps it
     * for uses like this.
     */
    static final char PLACEHOLDER = '\uFDD0';

    // Hiding every "on" and "abc" would make replies unreadable, and nobody's secret safer.
    private static final int SHORTEST = 4;

    private static final String KEY_BEGIN = "-----BEGIN ";
    private static final String KEY_END = "-----END ";

    /**
     * A part of a text.
     *
     * @param from where it begins
     * @param to where it ends, exclusive
     */
    record Span(int from, int to) {}

    private final Set<String> known = new CopyOnWriteArraySet<>();

    /** Nothing is known yet; what looks like a secret is hidden already. */
    public Redaction() {}

    /**
     * Hides a value from now on, also where it is written in Base64 or for a URL.
     *
     * @param secret the secret; a value shorter than four characters is not hidden
     */
    public void hide(Secret secret) {
        String value = secret.reveal().replace("\r\n", "\n").strip();
        if (value.length() < SHORTEST) {
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        known.add(value);
        known.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        known.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        known.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * The text without secrets.
     *
     * @param text any text
     * @return the same with {@code ***} in place of each secret
     */
    public String redact(String text) {
        return replace(text, spans(text), HIDDEN);
    }

    /**
     * Markdown without the secrets that its markup could change beyond recognition; the rest is
     * found in what the markup leaves.
     */
    String redactSource(String markdown) {
        List<Span> spans = new ArrayList<>();
        addKnown(markdown, spans);
        addKeys(markdown, spans);
        return replace(markdown, merged(spans), String.valueOf(PLACEHOLDER));
    }

    /** Where secrets are, in order and apart from each other. */
    List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        for (int at = text.indexOf(PLACEHOLDER); at >= 0; at = text.indexOf(PLACEHOLDER, at + 1)) {
            spans.add(new Span(at, at + 1));
        }
        addKnown(text, spans);
        addKeys(text, spans);
        SecretPatterns.find(text, (from, to) -> spans.add(new Span(from, to)));
        return merged(spans);
    }

    private void addKnown(String text, List<Span> spans) {
        for (String value : known) {
            int at = text.indexOf(value);
            while (at >= 0) {
                spans.add(new Span(at, at + value.length()));
                at = text.indexOf(value, at + 1);
            }
        }
    }

    /** Private key blocks; one without an end reaches to the end of the text. */
    private static void addKeys(String text, List<Span> spans) {
        int begin = text.indexOf(KEY_BEGIN);
        while (begin >= 0) {
            int label = begin + KEY_BEGIN.length();
            int close = text.indexOf("-----", label);
            if (close < 0) {
                return;
            }
            int next = label;
            if (close - label < 60 && text.substring(label, close).contains("PRIVATE KEY")) {
                int end = text.indexOf(KEY_END, close);
                int last = end < 0 ? -1 : text.indexOf("-----", end + KEY_END.length());
                next = last < 0 ? text.length() : last + 5;
                spans.add(new Span(begin, next));
            }
            begin = text.indexOf(KEY_BEGIN, next);
        }
    }

    private static List<Span> merged(List<Span> spans) {
        if (spans.size() < 2) {
            return spans;
        }
        spans.sort(Comparator.comparingInt(Span::from));
        List<Span> merged = new ArrayList<>();
        Span open = spans.getFirst();
        for (Span span : spans.subList(1, spans.size())) {
            if (span.from() < open.to()) {
                open = new Span(open.from(), Math.max(open.to(), span.to()));
            } else {
                merged.add(open);
                open = span;
            }
        }
        merged.add(open);
        return merged;
    }

    private static String replace(String text, List<Span> spans, String by) {
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        for (Span span : spans) {
            kept.append(text, at, span.from()).append(by);
            at = span.to();
        }
        return kept.append(text, at, text.length()).toString();
    }
}
