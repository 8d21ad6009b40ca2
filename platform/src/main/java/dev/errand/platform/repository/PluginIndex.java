package dev.errand.platform.repository;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * The contents of a repository, as its {@code index.json} tells.
 *
 * @param format the version of the format, {@value #FORMAT}
 * @param name what the repository calls itself
 * @param sequence grows with each index that is published, so that an old one is known
 * @param created when it was made, for people
 * @param plugins what there is
 */
record PluginIndex(
        int format, String name, long sequence, String created, List<PluginIndex.Entry> plugins) {

    static final int FORMAT = 1;
    static final String FILE = "index.json";
    static final String SIGNATURE = "index.json.sig";
    private static final int MOST_PLUGINS = 20_000;

    /**
     * One version of one plugin.
     *
     * @param id its {@code Plugin-Id}
     * @param version its {@code Plugin-Version}
     * @param description its {@code Plugin-Description}
     * @param provider its {@code Plugin-Provider}
     * @param license its {@code Plugin-License}
     * @param requires its {@code Plugin-Requires}
     * @param dependencies its {@code Plugin-Dependencies}
     * @param file the JAR's name beside the index
     * @param size its bytes
     * @param sha256 its digest in hex
     */
    record Entry(
            String id,
            String version,
            String description,
            String provider,
            String license,
            String requires,
            String dependencies,
            String file,
            long size,
            String sha256) {}

    PluginIndex {
        name = name == null ? "" : name;
        plugins = plugins == null ? List.of() : List.copyOf(plugins);
    }

    static PluginIndex read(byte[] bytes, String from) throws StepFailed {
        PluginIndex index;
        try {
            index = Json.MAPPER.readValue(bytes, PluginIndex.class);
        } catch (JacksonException e) {
            throw new StepFailed(
                    "index", from + " has no readable index.json: " + e.getOriginalMessage());
        }
        if (index == null || index.format() != FORMAT) {
            throw new StepFailed(
                    "index",
                    from
                            + " has an index of format "
                            + (index == null ? "none" : index.format())
                            + "; this Errand reads format "
                            + FORMAT);
        }
        check(index, from);
        return index;
    }

    private static void check(PluginIndex index, String from) throws StepFailed {
        Set<String> seen = new HashSet<>();
        if (index.plugins().size() > MOST_PLUGINS) {
            throw new StepFailed("index", from + " has more than " + MOST_PLUGINS + " plugins");
        }
        for (Entry entry : index.plugins()) {
            if (entry.id() == null
                    || entry.version() == null
                    || entry.sha256() == null
                    || entry.file() == null
                    || !Digests.isOne(entry.sha256())
                    || !entry.file().matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,199}")) {
                throw new StepFailed(
                        "index",
                        from
                                + " has an entry for '"
                                + entry.id()
                                + "' without a plain file name and a SHA-256");
            }
            if (!seen.add(entry.id() + "@" + entry.version())) {
                throw new StepFailed(
                        "index", from + " has " + entry.id() + " " + entry.version() + " twice");
            }
        }
    }
}
