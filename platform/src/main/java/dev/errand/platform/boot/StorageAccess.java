package dev.errand.platform.boot;

import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Problem;
import dev.errand.platform.config.Section;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.operate.StorageCommands;
import dev.errand.platform.operate.Storages;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.storage.spi.RawValue;
import dev.errand.storage.spi.Storage;
import java.io.Console;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParseResult;

/** {@code errand storage}: opens what the configuration names, without starting the bot. */
final class StorageAccess implements Storages {

    private static final Logger LOG = LoggerFactory.getLogger("errand");

    private final Place place;
    private final ErrandConfig config;
    private final Map<String, String> settings;
    private final InstantSource clock = Clock.systemUTC();
    private final HostContexts contexts;
    private final List<Foundations> opened = new ArrayList<>();

    private StorageAccess(Place place, ErrandConfig config, Map<String, String> settings) {
        this.place = place;
        this.config = config;
        this.settings = settings;
        HostThreads threads =
                new HostThreads(
                        new Incidents(
                                clock,
                                new SecureRandom(),
                                incident -> LOG.error("{}", incident.trace())));
        contexts = new HostContexts(place, config, threads, clock);
    }

    static int run(Place place, ParseResult line) {
        Logging.setUpForErrors();
        checkHome(place);
        ErrandConfig config = place.config();
        place.make();
        StorageAccess access = new StorageAccess(place, config, settings(line));
        try {
            return new StorageCommands(access, access.clock, System.out, System.err, isTerminal())
                    .run(line);
        } finally {
            access.contexts.interruptAll();
            access.opened.forEach(Foundations::close);
        }
    }

    /** A mistyped home must not become one, and look like a bot that knows nothing. */
    private static void checkHome(Place place) {
        if (!Files.isDirectory(place.data()) && !Files.exists(place.configFile())) {
            throw new CannotStart(
                    Main.FAILED,
                    "There is no bot in '"
                            + place.home()
                            + "': it has neither data nor "
                            + place.configFile().getFileName()
                            + ". Name the bot's home with --home DIR or ERRAND_HOME. For a new one, start the bot there once");
        }
    }

    private static Map<String, String> settings(ParseResult line) {
        Map<String, String> settings = new HashMap<>();
        if (line.hasMatchedOption("--set")) {
            for (String setting : line.<String[]>matchedOptionValue("--set", new String[0])) {
                String[] parts = setting.split("=", 2);
                if (parts.length != 2) {
                    throw new CannotStart(
                            Main.FAILED, "--set is followed by KEY=VALUE; not '" + setting + "'");
                }
                settings.put(parts[0], parts[1]);
            }
        }
        return settings;
    }

    @SuppressWarnings("SystemConsoleNull") // as in Run
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public Storage open(Optional<String> type) {
        ErrandConfig.Storage configured =
                type.filter(other -> !other.equals(config.storage().type()))
                        .map(other ->
                                new ErrandConfig.Storage(other, Section.of("--set", settings)))
                        .orElse(config.storage());
        return found(configured).openStorage(contexts.storage());
    }

    @Override
    public void readRaw(
            String type, Map<String, ?> source, String prefix, Consumer<RawValue> each) {
        found(new ErrandConfig.Storage(type, Section.of("source", source))).readRaw(prefix, each);
    }

    private Foundations found(ErrandConfig.Storage configured) {
        Foundations found =
                Foundations.findStorage(
                        configured,
                        Distribution.here(),
                        place.home(),
                        new ApiVersion(Distribution.version()));
        opened.add(found);
        if (!found.problems().isEmpty()) {
            throw new CannotStart(Main.BAD_CONFIGURATION, Problem.describe(found.problems()));
        }
        return found;
    }
}
