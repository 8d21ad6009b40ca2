package dev.errand.platform.plugin;

import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.command.CommandTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which plugins there are and which serve. Everything is made ready outside; here it is only
 * exchanged, all of a family at once, and only if nothing that it was made ready against has
 * changed meanwhile.
 */
final class Registry {

    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(Snapshot.EMPTY);
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, LoadedPlugin> serving = new LinkedHashMap<>();
    private final Map<String, Candidate> known = new HashMap<>();
    private final Map<String, JarReading.Bad> broken = new HashMap<>();
    private final Map<String, String> remarks = new HashMap<>();
    private final Map<String, String> held = new HashMap<>();
    private final Set<String> waiting = new LinkedHashSet<>();

    Snapshot snapshot() {
        return snapshot.get();
    }

    void watch(Runnable changed) {
        watchers.add(changed);
    }

    synchronized void know(Candidate candidate) {
        known.put(candidate.id(), candidate);
    }

    synchronized Optional<Candidate> known(String id) {
        return Optional.ofNullable(known.get(id));
    }

    synchronized Optional<LoadedPlugin> serving(String id) {
        return Optional.ofNullable(serving.get(id));
    }

    synchronized Optional<JarReading.Bad> broken(String id) {
        return Optional.ofNullable(broken.get(id));
    }

    synchronized Optional<String> held(String id) {
        return Optional.ofNullable(held.get(id));
    }

    /** What is known of a plugin at one moment, beside what serves. */
    record Memory(
            Optional<Candidate> candidate, Optional<JarReading.Bad> broken, boolean waiting) {}

    synchronized Memory remember(String id) {
        return new Memory(known(id), broken(id), waiting.contains(id));
    }

    /** As if nothing had been tried since. */
    synchronized void restore(String id, Memory memory) {
        memory.candidate()
                .ifPresentOrElse(candidate -> known.put(id, candidate), () -> known.remove(id));
        memory.broken().ifPresentOrElse(bad -> broken.put(id, bad), () -> broken.remove(id));
        if (!memory.waiting()) {
            waiting.remove(id);
        }
    }

    /** All ids that mean anything here. */
    synchronized Set<String> ids() {
        Set<String> ids = new java.util.TreeSet<>(known.keySet());
        ids.addAll(serving.keySet());
        ids.addAll(broken.keySet());
        return ids;
    }

    synchronized void breaks(JarReading.Bad bad) {
        broken.put(bad.name(), bad);
    }

    synchronized void forgetBroken(String name) {
        broken.remove(name);
    }

    /** Takes all remarks; gives those that are new. */
    synchronized Map<String, String> remark(Map<String, String> now) {
        Map<String, String> fresh = new TreeMap<>(now);
        fresh.entrySet().removeAll(remarks.entrySet());
        remarks.clear();
        remarks.putAll(now);
        return fresh;
    }

    /** Keeps a plugin out until somebody wants it again. */
    synchronized void hold(String id, String why) {
        held.put(id, why);
        broken.remove(id);
        waiting.remove(id);
    }

    synchronized void release(String id) {
        held.remove(id);
    }

    /** A plugin whose dependency is not there is tried again when it comes. */
    synchronized void await(String id) {
        waiting.add(id);
    }

    /** Those that wait for a plugin, or could do more with it. */
    synchronized List<Candidate> waitingFor(String id) {
        return known.values().stream()
                .filter(candidate -> candidate.needs(id) && !held.containsKey(candidate.id()))
                .filter(candidate -> {
                    LoadedPlugin loaded = serving.get(candidate.id());
                    return loaded == null ? waiting.contains(candidate.id()) : !loaded.needs(id);
                })
                .toList();
    }

    /** The plugins in service that need this one, directly or not, each after all that it needs. */
    synchronized List<LoadedPlugin> dependants(String id) {
        Set<String> found = new LinkedHashSet<>(List.of(id));
        boolean more = true;
        while (more) {
            more = false;
            for (LoadedPlugin plugin : serving.values()) {
                if (!found.contains(plugin.id())
                        && plugin.needs().stream().anyMatch(n -> found.contains(n.id()))) {
                    found.add(plugin.id());
                    more = true;
                }
            }
        }
        found.remove(id);
        List<LoadedPlugin> rest = new ArrayList<>();
        found.forEach(each -> Optional.ofNullable(serving.get(each)).ifPresent(rest::add));
        return inOrder(rest);
    }

    /** Those of some plugins that serve, with all that need them, each after all that it needs. */
    synchronized List<LoadedPlugin> withDependants(Set<String> ids) {
        Set<LoadedPlugin> found = new LinkedHashSet<>();
        for (String id : ids) {
            Optional.ofNullable(serving.get(id)).ifPresent(found::add);
            found.addAll(dependants(id));
        }
        return inOrder(found);
    }

    private static List<LoadedPlugin> inOrder(Collection<LoadedPlugin> plugins) {
        List<LoadedPlugin> rest = new ArrayList<>(plugins);
        List<LoadedPlugin> ordered = new ArrayList<>();
        while (!rest.isEmpty()) {
            List<LoadedPlugin> free =
                    rest.stream().filter(p -> rest.stream().noneMatch(p::uses)).toList();
            ordered.addAll(free);
            rest.removeAll(free);
        }
        return ordered;
    }

    /**
     * Puts a plugin in service together with all that need it.
     *
     * @param family the plugin, then its dependants
     * @param keeping done once it is sure that the exchange can be made
     * @return those that served before, in the same order; empty if something has changed
     *     meanwhile, and then nothing was done
     * @throws IOException if it could not be kept; then nothing was done
     */
    synchronized Optional<List<LoadedPlugin>> exchange(
            List<LoadedPlugin> family, BeforeServing keeping) throws IOException {
        if (!isCurrent(family)) {
            return Optional.empty();
        }
        keeping.keep();
        List<LoadedPlugin> old = new ArrayList<>();
        for (LoadedPlugin plugin : family) {
            @Nullable LoadedPlugin before = serving.put(plugin.id(), plugin);
            if (before != null) {
                old.add(before);
            }
            broken.remove(plugin.id());
            waiting.remove(plugin.id());
            held.remove(plugin.id());
            known.put(plugin.id(), plugin.candidate());
        }
        rebuild();
        return Optional.of(old);
    }

    @SuppressWarnings("ReferenceEquality") // another load of the same plugin is another plugin
    private boolean isCurrent(List<LoadedPlugin> family) {
        Set<String> ids = new LinkedHashSet<>();
        for (LoadedPlugin plugin : family) {
            for (LoadedPlugin needed : plugin.needs()) {
                if (!family.contains(needed) && serving.get(needed.id()) != needed) {
                    return false;
                }
            }
            ids.add(plugin.id());
        }
        return family.stream()
                .flatMap(plugin -> dependants(plugin.id()).stream())
                .allMatch(dependant -> ids.contains(dependant.id()));
    }

    /** Takes a plugin out of service with all that need it; gives them in order, it first. */
    synchronized List<LoadedPlugin> withdraw(String id) {
        List<LoadedPlugin> out = new ArrayList<>();
        @Nullable LoadedPlugin plugin = serving.get(id);
        if (plugin != null) {
            out.add(plugin);
            out.addAll(dependants(id));
            out.forEach(gone -> serving.remove(gone.id()));
            rebuild();
        }
        return out;
    }

    /** Takes a plugin out as if it had never been there. */
    synchronized List<LoadedPlugin> remove(String id) {
        known.remove(id);
        broken.remove(id);
        held.remove(id);
        waiting.remove(id);
        return withdraw(id);
    }

    /** The same, unless what is known of it came from elsewhere. */
    synchronized List<LoadedPlugin> remove(String id, PluginJar.Origin origin) {
        return known(id).filter(candidate -> candidate.jar().origin() != origin).isPresent()
                ? List.of()
                : remove(id);
    }

    synchronized List<LoadedPlugin> removeAll() {
        List<LoadedPlugin> all = inOrder(serving.values());
        serving.clear();
        rebuild();
        return all;
    }

    private void rebuild() {
        List<BoundCommand> commands = new ArrayList<>();
        List<BoundListener> listeners = new ArrayList<>();
        for (LoadedPlugin plugin : serving.values()) {
            commands.addAll(plugin.commands());
            listeners.addAll(plugin.listeners());
        }
        snapshot.set(new Snapshot(CommandTree.of(commands), listeners));
        watchers.forEach(Runnable::run);
    }

    /** How all plugins stand, by id. */
    synchronized Map<String, PluginStatus> statuses(LoaderWatch watch) {
        Map<String, PluginStatus> statuses = new TreeMap<>();
        for (String id : ids()) {
            Optional<PluginJar> jar = serving(id).map(LoadedPlugin::jar);
            Optional<PluginJar> any = jar.or(() -> known(id).map(Candidate::jar));
            statuses.put(
                    id,
                    new PluginStatus(
                            id,
                            jar.map(served -> served.manifest().version()).orElse(""),
                            any.map(PluginJar::origin).orElse(PluginJar.Origin.HOME),
                            any.map(found -> found.manifest().description()).orElse(""),
                            serving(id).map(loaded -> loaded.commands().size()).orElse(0),
                            broken(id).map(JarReading.Bad::mistakes).orElse(List.of()),
                            held(id).orElse(""),
                            Optional.ofNullable(remarks.get(id)).orElse(""),
                            watch.lingering(id)));
        }
        return statuses;
    }
}
