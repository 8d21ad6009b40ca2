package dev.errand.platform.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All commands by their words; immutable. A look-up costs one hash per word, however many commands
 * there are. A name is taken once: the first plugin that has it keeps it, and what later ones lose
 * is told.
 */
public final class CommandTree {

    /** A tree without commands. */
    public static final CommandTree EMPTY = CommandTree.of(List.of());

    /**
     * A name that was taken already.
     *
     * @param name the words
     * @param owner the plugin that has them
     * @param loser the plugin that wanted them
     */
    public record Clash(String name, String owner, String loser) {}

    /**
     * How far a line's words lead.
     *
     * @param command the longest command that the line begins with, empty if none
     * @param end where its arguments begin in the line
     * @param group the words that lead to commands but are none, empty if not even the first word
     *     does
     * @param goesOn whether more words would lead from the command to others
     */
    record Found(Optional<BoundCommand> command, int end, String group, boolean goesOn) {}

    private static final class Node {

        private final Map<String, Node> children = new HashMap<>();
        private @Nullable BoundCommand command;
    }

    private final Node root = new Node();
    private final Map<String, Node> byPlugin = new HashMap<>();
    private final Map<String, BoundCommand> byName = new TreeMap<>();
    private final List<Clash> clashes = new ArrayList<>();

    private CommandTree() {}

    /**
     * Builds a tree.
     *
     * @param commands the commands, the first of two with one name wins
     * @return the tree
     */
    public static CommandTree of(Collection<BoundCommand> commands) {
        CommandTree tree = new CommandTree();
        for (BoundCommand command : commands) {
            tree.add(command.definition().name(), command, true);
        }
        // aliases come second, so that no plugin's alias takes another one's name
        for (BoundCommand command : commands) {
            command.definition().aliases().forEach(alias -> tree.add(alias, command, false));
        }
        return tree;
    }

    private void add(String words, BoundCommand command, boolean proper) {
        String plugin = command.definition().plugin();
        Node own = leaf(byPlugin.computeIfAbsent(plugin, id -> new Node()), words);
        if (own.command == null) {
            own.command = command;
        }
        Node shared = leaf(root, words);
        if (shared.command == null) {
            shared.command = command;
            if (proper) {
                byName.put(words, command);
            }
        } else if (!shared.command.definition().plugin().equals(plugin)) {
            clashes.add(new Clash(words, shared.command.definition().plugin(), plugin));
        }
    }

    private static Node leaf(Node from, String words) {
        Node node = from;
        for (String word : words.split(" ", -1)) {
            node = node.children.computeIfAbsent(word, w -> new Node());
        }
        return node;
    }

    /** Follows the words of a line from a position as far as they lead. */
    Found find(String line, int from) {
        Words words = new Words(line, from);
        Node node = root;
        int colon = qualifier(line, words.position());
        if (colon > 0) {
            Node own =
                    byPlugin.get(line.substring(words.position(), colon).toLowerCase(Locale.ROOT));
            if (own == null) {
                return new Found(Optional.empty(), from, "", false);
            }
            node = own;
            words.position(colon + 1);
        }
        Optional<BoundCommand> best = Optional.empty();
        int end = words.position();
        StringBuilder group = new StringBuilder();
        while (!words.atEnd()) {
            String word = words.bare().toLowerCase(Locale.ROOT);
            Node child = node.children.get(word);
            if (child == null) {
                break;
            }
            node = child;
            group.append(group.isEmpty() ? "" : " ").append(word);
            if (node.command != null) {
                best = Optional.of(node.command);
                end = words.position();
            }
        }
        boolean goesOn = node.command != null && !node.children.isEmpty();
        return new Found(best, end, group.toString(), goesOn);
    }

    /** Where the colon of {@code plugin:command} stands, or -1. */
    private static int qualifier(String line, int from) {
        for (int i = from; i < line.length() && i < from + 64; i++) {
            char c = line.charAt(i);
            if (c == ':') {
                return i > from
                                && i + 1 < line.length()
                                && !Character.isWhitespace(line.charAt(i + 1))
                        ? i
                        : -1;
            }
            if (Character.isWhitespace(c)) {
                return -1;
            }
        }
        return -1;
    }

    /**
     * Every command once, by its proper name, in the order of the names.
     *
     * @return an unmodifiable view
     */
    public Collection<BoundCommand> commands() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * A command by its whole name or alias.
     *
     * @param words the words, in any case
     * @return the command
     */
    public Optional<BoundCommand> command(String words) {
        Found found = find(words, 0);
        return found.command().filter(command -> found.end() >= words.length());
    }

    /**
     * Which names were wanted twice.
     *
     * @return the clashes
     */
    public List<Clash> clashes() {
        return Collections.unmodifiableList(clashes);
    }
}
