package dev.errand.platform.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Parses a file and follows its includes, which may only lead to files in the folder of the first
 * one or below. A file that is included and absent is passed over unless the include says {@code
 * required}.
 */
final class Includes
        implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FILES = 32;

    private final Path root;
    private final Path file;
    private final String text;
    private final AtomicInteger filesLeft;
    private final List<Problem> problems;

    private Includes(
            Path root, Path file, String text, AtomicInteger filesLeft, List<Problem> problems) {
        this.root = root;
        this.file = file;
        this.text = text;
        this.filesLeft = filesLeft;
        this.problems = problems;
    }

    static Config parse(Path file, List<Problem> problems) {
        Path full = file.toAbsolutePath().normalize();
        Path folder = Objects.requireNonNullElse(full.getParent(), full);
        return parse(folder, file, new AtomicInteger(MOST_FILES), problems);
    }

    private static Config parse(
            Path root, Path file, AtomicInteger filesLeft, List<Problem> problems) {
        try {
            String text = BoundedFile.read(file, MOST_BYTES);
            return ConfigFactory.parseReader(
                    new StringReader(text),
                    ConfigParseOptions.defaults()
                            .setSyntax(ConfigSyntax.CONF)
                            .setOriginDescription(file.toString())
                            .setIncluder(new Includes(root, file, text, filesLeft, problems)));
        } catch (BoundedFile.Unreadable e) {
            problems.add(new Problem("", file.toString(), "The file " + e.reason()));
        } catch (ConfigException e) {
            problems.add(SyntaxWords.problem(e));
        }
        return ConfigFactory.empty();
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        try {
            return below(context, what);
        } catch (InvalidPathException e) {
            return refuse(what, "is not a path.");
        }
    }

    private ConfigObject below(ConfigIncludeContext context, String what) {
        if (what.contains("://")) {
            return refuse(what, "is an address. Only files can be included.");
        }
        Path wanted = file.resolveSibling(what);
        if (!isInside(wanted)) {
            return refuse(
                    what,
                    "leads out of the folder of the configuration. Only files in it can be included.");
        }
        if (!Files.exists(wanted) && context.parseOptions().getAllowMissing()) {
            return ConfigFactory.empty().root();
        }
        if (filesLeft.decrementAndGet() < 0) {
            return refuse(
                    what,
                    "is one file too many: "
                            + MOST_FILES
                            + " can be included. Does one include itself?");
        }
        return parse(root, wanted, filesLeft, problems).root();
    }

    /** Both as written and after following links. */
    private boolean isInside(Path wanted) {
        if (!wanted.toAbsolutePath().normalize().startsWith(root)) {
            return false;
        }
        try {
            return !Files.exists(wanted) || wanted.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        return refuse(what.toString(), "is an address. Only files can be included.");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return refuse(what, "is on the class path. Only files can be included.");
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        // The library's own includer would follow addresses and the class path.
        return this;
    }

    private ConfigObject refuse(String what, String why) {
        // One is enough where a file that includes itself would be refused again and again.
        Problem problem =
                new Problem("", file + line(what), "Include " + Words.quoted(what) + " " + why);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
        return ConfigFactory.empty().root();
    }

    /** The parser does not say where an include stands, so it is looked for. */
    private String line(String what) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("include") && lines.get(i).contains(what)) {
                return ":" + (i + 1);
            }
        }
        return "";
    }
}
