package dev.errand.platform.boot;

import dev.errand.platform.config.ConfigResult;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Problem;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.plugin.PluginCheck;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code errand check}: says everything that is wrong with the configuration, and starts nothing.
 */
final class Check {

    private final Place place;

    Check(Place place) {
        this.place = place;
    }

    int call() {
        Logging.setUpForErrors();
        List<Problem> problems = new ArrayList<>();
        switch (place.read()) {
            case ConfigResult.Rejected(List<Problem> wrong) -> problems.addAll(wrong);
            case ConfigResult.Loaded(ErrandConfig config) -> problems.addAll(deeper(config));
        }
        if (!problems.isEmpty()) {
            Main.say(Problem.describe(problems));
            return Main.BAD_CONFIGURATION;
        }
        System.out.println(
                Files.exists(place.configFile())
                        ? "The configuration is good: " + place.configFile()
                        : "There is no " + place.configFile() + " yet; the defaults are good.");
        return 0;
    }

    /** What the chats, the storage and the plugins find wrong with what is theirs. */
    private List<Problem> deeper(ErrandConfig config) {
        ApiVersion api = new ApiVersion(Distribution.version());
        Distribution distribution = Distribution.here();
        Foundations foundations =
                Foundations.find(config, distribution, place.home(), api, secret -> {});
        List<Problem> problems = new ArrayList<>(foundations.problems());
        foundations.close();
        problems.addAll(
                new PluginCheck(api, List.of(distribution.plugins(), place.plugins()))
                        .check(config.plugins(), config.disabledPlugins()));
        return problems;
    }
}
