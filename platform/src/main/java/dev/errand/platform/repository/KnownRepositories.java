package dev.errand.platform.repository;

import dev.errand.platform.config.PluginPolicy;
import dev.errand.platform.plugin.ApiVersion;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The repositories that are asked: those of the configuration, and those that were added. */
final class KnownRepositories {

    private final PluginPolicy policy;
    private final SeenRepositories seen;
    private final Indexes indexes;

    KnownRepositories(PluginPolicy policy, SeenRepositories seen, Indexes indexes) {
        this.policy = policy;
        this.seen = seen;
        this.indexes = indexes;
    }

    List<KnownRepository> all() {
        return indexes.addresses().stream()
                .map(url -> {
                    boolean configured =
                            policy.repositories().stream()
                                    .anyMatch(other -> Indexes.folder(other).equals(url));
                    String key = seen.of(url).map(SeenRepositories.Seen::key).orElse("");
                    return new KnownRepository(url, configured, key);
                })
                .toList();
    }

    int add(String url) throws StepFailed, InterruptedException {
        PluginIndex index = indexes.fetch(url);
        SeenRepositories.Seen now =
                seen.of(Indexes.folder(url))
                        .orElse(new SeenRepositories.Seen(true, "", index.sequence()));
        indexes.keep(url, new SeenRepositories.Seen(true, now.key(), now.sequence()));
        return index.plugins().size();
    }

    void remove(String url) throws StepFailed {
        KnownRepository known =
                all().stream()
                        .filter(one -> one.url().equals(Indexes.folder(url)))
                        .findFirst()
                        .orElseThrow(() ->
                                new StepFailed("source", "there is no repository '" + url + "'"));
        if (known.configured()) {
            throw new StepFailed(
                    "source", "it stands in plugin-policy.repositories of errand.conf");
        }
        try {
            seen.put(known.url(), Optional.empty());
        } catch (IOException e) {
            throw new StepFailed("index", "that cannot be kept: " + e.getMessage());
        }
    }

    List<FoundPlugin> search(List<String> words, Consumer<String> failures)
            throws InterruptedException {
        Map<String, FoundPlugin> found = new TreeMap<>();
        for (String url : indexes.addresses()) {
            try {
                for (PluginIndex.Entry entry : indexes.fetch(url).plugins()) {
                    if (matches(entry, words)) {
                        found.merge(entry.id(), found(entry, url), KnownRepositories::newer);
                    }
                }
            } catch (StepFailed failed) {
                failures.accept(failed.step() + ": " + failed.getMessage());
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean matches(PluginIndex.Entry entry, List<String> words) {
        String text =
                (entry.id() + " " + entry.description() + " " + entry.provider())
                        .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static FoundPlugin found(PluginIndex.Entry entry, String url) {
        return new FoundPlugin(
                entry.id(), entry.version(), String.valueOf(entry.description()), url);
    }

    private static FoundPlugin newer(FoundPlugin a, FoundPlugin b) {
        return ApiVersion.compare(a.version(), b.version()) >= 0 ? a : b;
    }
}
