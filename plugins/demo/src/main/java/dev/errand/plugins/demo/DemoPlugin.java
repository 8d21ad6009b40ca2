package dev.errand.plugins.demo;

import dev.errand.api.Arg;
import dev.errand.api.Command;
import dev.errand.api.Markdown;
import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.api.Reply;
import dev.errand.api.Rest;
import dev.errand.api.Store;
import dev.errand.api.UserError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers values under keys, for everybody who talks to the bot, and keeps them when it is
 * restarted.
 *
 * <ul>
 *   <li>{@code democmd add greeting hello world} remembers {@code hello world}, in place of what
 *       {@code greeting} held.
 *   <li>{@code democmd get greeting} says {@code hello world}, character by character. For a key
 *       that it does not know it names up to three known ones that are written much alike.
 *   <li>{@code democmd list} shows the keys with the beginning of their values, {@code democmd list
 *       gre} only those that begin with {@code gre}; at most 50 of them, and how many more there
 *       are.
 *   <li>{@code democmd remove greeting} forgets it.
 * </ul>
 */
public final class DemoPlugin implements Plugin {

    private static final int LISTED = 50;
    private static final int SHOWN = 60;

    private final Store<String> items;

    /**
     * Made by the host.
     *
     * @param context gives the store
     */
    public DemoPlugin(PluginContext context) {
        items = context.store("items", String.class);
    }

    @Command(
            value = "democmd add",
            description = "Remembers a value under a key",
            examples = "democmd add greeting hello world")
    String add(
            @Arg(description = "what to find it by") String key,
            @Rest @Arg(description = "what to remember, to the end of the line") String value) {
        items.put(key, value);
        return "Remembered " + Markdown.code(key) + ".";
    }

    @Command(
            value = "democmd get",
            description = "Shows what a key holds",
            examples = "democmd get greeting")
    Reply get(@Arg(description = "what it was remembered under") String key) {
        return items.get(key).map(Reply::plain).orElseThrow(() -> unknown(key));
    }

    @Command(
            value = "democmd list",
            description = "Lists the keys, all or those with a prefix",
            examples = {"democmd list", "democmd list gre"})
    Stream<Reply> list(@Arg(description = "how the keys begin") Optional<String> prefix) {
        String start = prefix.orElse("");
        List<String> keys = items.keys(start).limit(LISTED).toList();
        if (keys.isEmpty()) {
            String none =
                    start.isEmpty()
                            ? "Nothing is remembered yet."
                            : "No key begins with '" + start + "'.";
            return Stream.of(Reply.plain(none));
        }
        Reply.Table table = Reply.table("Key", "Value");
        for (String key : keys) {
            table = table.row(key, items.get(key).map(DemoPlugin::shortened).orElse(""));
        }
        long more = items.count(start) - keys.size();
        if (more <= 0) {
            return Stream.of(table);
        }
        return Stream.of(
                table, Reply.plain("And " + more + " more; narrow it with a longer prefix."));
    }

    @Command(
            value = "democmd remove",
            description = "Forgets a key",
            examples = "democmd remove greeting")
    String remove(@Arg(description = "what it was remembered under") String key) {
        if (!items.remove(key)) {
            throw unknown(key);
        }
        return "Forgot " + Markdown.code(key) + ".";
    }

    private UserError unknown(String key) {
        List<String> near = NearKeys.of(key, items.keys());
        String hint = near.isEmpty() ? "" : " Did you mean '" + String.join("', '", near) + "'?";
        return new UserError("There is no key '" + key + "'." + hint);
    }

    private static String shortened(String value) {
        String line = value.replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN - 1)) + "…";
    }
}
