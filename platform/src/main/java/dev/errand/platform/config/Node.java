package dev.errand.platform.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was written, before it has a type. Two nodes that say the same are equal wherever they were
 * written. No {@code toString} shows a value, since any text may be a secret.
 */
sealed interface Node {

    /** Where it was written; empty if nowhere. */
    String place();

    /** A text, number or boolean in its written form. */
    record Text(String text, String place) implements Node {

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return "a value";
        }
    }

    /** A list in brackets. */
    record Items(List<Node> items, String place) implements Node {

        public Items {
            items = List.copyOf(items);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Items that && items.equals(that.items);
        }

        @Override
        public int hashCode() {
            return items.hashCode();
        }

        @Override
        public String toString() {
            return "a list of " + items.size();
        }
    }

    /** Settings in braces, in the order in which they were written. */
    record Group(Map<String, Node> entries, String place) implements Node {

        static final Group EMPTY = new Group(Map.of(), "");

        public Group {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        static Group of(Map<String, ?> values) {
            Map<String, Node> entries = new LinkedHashMap<>();
            values.forEach((key, value) -> entries.put(key, Node.of(value)));
            return new Group(entries, "");
        }

        /** Everything in it, without the places. */
        Map<String, Object> written() {
            Map<String, Object> all = new LinkedHashMap<>();
            entries.forEach((key, node) -> all.put(key, Node.written(node)));
            return all;
        }

        /** Where the setting is written, or the nearest group around it. */
        String placeOf(String path) {
            int dot = path.indexOf('.');
            Node below = entries.get(dot < 0 ? path : path.substring(0, dot));
            if (below == null) {
                return place;
            }
            return dot >= 0 && below instanceof Group group
                    ? group.placeOf(path.substring(dot + 1))
                    : below.place();
        }

        /** The same with one value laid over whatever stood at the path. */
        Group with(List<String> path, Node value) {
            Map<String, Node> changed = new LinkedHashMap<>(entries);
            String key = path.getFirst();
            if (path.size() == 1) {
                changed.put(key, value);
            } else {
                Group below = entries.get(key) instanceof Group group ? group : EMPTY;
                changed.put(key, below.with(path.subList(1, path.size()), value));
            }
            return new Group(changed, place);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Group that && entries.equals(that.entries);
        }

        @Override
        public int hashCode() {
            return entries.hashCode();
        }

        @Override
        public String toString() {
            return "keys " + entries.keySet();
        }
    }

    private static Object written(Node node) {
        return switch (node) {
            case Text(String text, String place) -> text;
            case Items(List<Node> items, String place) ->
                    items.stream().map(Node::written).toList();
            case Group group -> group.written();
        };
    }

    private static Node of(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Node> entries = new LinkedHashMap<>();
                map.forEach((key, below) -> entries.put(String.valueOf(key), of(below)));
                yield new Group(entries, "");
            }
            case List<?> list -> new Items(list.stream().map(Node::of).toList(), "");
            default -> new Text(value.toString(), "");
        };
    }
}
