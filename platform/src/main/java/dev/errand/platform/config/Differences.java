package dev.errand.platform.config;

import dev.errand.api.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What two configurations say differently, one line for each setting. No value of a section is
 * shown, since any of them may be a secret; of those only the keys are named.
 */
final class Differences {

    /** A value with what people see of it. */
    private record Leaf(Object value, String shown) {}

    private final Map<String, Leaf> leaves = new TreeMap<>();
    private final Map<String, List<String>> lists = new TreeMap<>();

    private Differences() {}

    static List<String> between(ErrandConfig before, ErrandConfig after) {
        Differences old = new Differences();
        old.add("", before);
        Differences now = new Differences();
        now.add("", after);
        List<String> lines = new ArrayList<>();
        for (String path : union(old.leaves.keySet(), now.leaves.keySet())) {
            leaf(path, old.leaves.get(path), now.leaves.get(path)).ifPresent(lines::add);
        }
        for (String path : union(old.lists.keySet(), now.lists.keySet())) {
            List<String> gone = new ArrayList<>(old.lists.getOrDefault(path, List.of()));
            List<String> come = new ArrayList<>(now.lists.getOrDefault(path, List.of()));
            List<String> all = List.copyOf(come);
            gone.forEach(come::remove);
            all.forEach(gone::remove);
            gone.forEach(item -> lines.add(path + ": - " + item));
            come.forEach(item -> lines.add(path + ": + " + item));
        }
        return lines;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Optional<String> leaf(
            String path,
            @org.jspecify.annotations.Nullable Leaf old,
            @org.jspecify.annotations.Nullable Leaf now) {
        if (old == null) {
            return now == null || now.shown().isEmpty()
                    ? Optional.of(path + " is new")
                    : Optional.of(path + " is new: " + now.shown());
        }
        if (now == null) {
            return Optional.of(path + " is gone");
        }
        if (old.value().equals(now.value())) {
            return Optional.empty();
        }
        return Optional.of(
                old.shown().isEmpty() && now.shown().isEmpty()
                        ? path + " has changed"
                        : path + ": " + old.shown() + " → " + now.shown());
    }

    private void add(String path, Object value) {
        switch (value) {
            case Written nowhere -> {}
            case RawSection section -> section(path, section.values());
            case Optional<?> maybe -> maybe.ifPresent(inside -> add(path, inside));
            case Map<?, ?> map ->
                    map.forEach((key, below) -> add(Words.path(path, String.valueOf(key)), below));
            case Collection<?> items ->
                    lists.put(path, items.stream().map(Differences::shown).toList());
            case Record nested when isGroup(nested) -> components(path, nested);
            default -> leaves.put(path, new Leaf(value, shown(value)));
        }
    }

    private void section(String path, Node.Group group) {
        group.entries()
                .forEach((key, node) -> {
                    String where = Words.path(path, key);
                    if (node instanceof Node.Group below) {
                        section(where, below);
                    } else {
                        leaves.put(where, new Leaf(node, ""));
                    }
                });
    }

    private void components(String path, Record group) {
        for (RecordComponent part : group.getClass().getRecordComponents()) {
            Object below;
            try {
                part.getAccessor().setAccessible(true);
                below = part.getAccessor().invoke(group);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
            boolean rest = below instanceof RawSection;
            add(rest ? path : Words.path(path, Words.kebab(part.getName())), below);
        }
    }

    /** One that is written in braces, not as one word. */
    private static boolean isGroup(Record value) {
        return value.getClass().getPackage() == Differences.class.getPackage()
                && !(value instanceof AccessRule)
                && !(value instanceof LimitRule)
                && Scalars.reader(value.getClass()).isEmpty();
    }

    private static String shown(Object value) {
        return switch (value) {
            case Secret secret -> "";
            case Duration duration ->
                    duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
            case ByteSize size -> size.bytes() + "B";
            case AccessSettings.Zone zone -> zone.id().toString();
            case AccessSettings.GroupId group -> group.chat() + ":" + group.group();
            case Enum<?> constant -> Words.kebab(constant.name());
            default -> value.toString();
        };
    }
}
