package dev.errand.platform.plugin;

import dev.errand.api.Reply;
import dev.errand.api.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a plugin's method returned into replies, on the plugin's thread: only replies, which
 * are the API's, leave it.
 */
final class SaidObjects {

    /** An endless one must not fill the memory. */
    private static final int MOST = 10_000;

    private SaidObjects() {}

    /**
     * Makes replies.
     *
     * @param result what was returned
     * @param atOnce takes the elements of a stream as they come
     * @return what is to be said in the end
     */
    static List<Reply> replies(@Nullable Object result, Consumer<Reply> atOnce) {
        return switch (result) {
            case null -> List.of();
            case Optional<?> optional -> replies(optional.orElse(null), atOnce);
            case Stream<?> stream -> {
                try (stream) {
                    stream.forEach(element -> one(element).forEach(atOnce));
                }
                yield List.of();
            }
            // an Iterable, too, of its names
            case Path path -> one(path);
            case Iterable<?> elements -> {
                List<Reply> all = new ArrayList<>();
                for (Object element : elements) {
                    if (all.size() >= MOST) {
                        throw new UserError("It says more than " + MOST + " things at once.");
                    }
                    all.addAll(one(element));
                }
                yield all;
            }
            default -> one(result);
        };
    }

    private static List<Reply> one(@Nullable Object said) {
        return switch (said) {
            case null -> List.of();
            case Reply reply -> List.of(reply);
            case String markdown -> List.of(Reply.text(markdown));
            case Enum<?> constant ->
                    List.of(
                            Reply.plain(
                                    constant.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            default -> List.of(Reply.plain(said.toString()));
        };
    }
}
