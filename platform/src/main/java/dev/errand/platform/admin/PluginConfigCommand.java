package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Command;
import dev.errand.api.Deadline;
import dev.errand.api.Default;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.Rest;
import dev.errand.api.Sensitive;
import dev.errand.api.UserError;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginDetails;
import dev.errand.platform.plugin.PluginHost;
import java.util.List;
import java.util.Optional;

/** The settings of plugins: seen, set and unset from chat. */
final class PluginConfigCommand {

    /** What to do with the settings. */
    enum Action {
        SHOW,
        SET,
        UNSET
    }

    private final PluginHost plugins;
    private final PluginNames names;

    PluginConfigCommand(PluginHost plugins, HelpText help) {
        this.plugins = plugins;
        this.names = new PluginNames(plugins, help);
    }

    @Command(
            value = "plugins config",
            description = "Shows or changes the settings of a plugin",
            examples = {
                "plugins config dns",
                "plugins config dns set timeout 3s",
                "plugins config dns unset timeout"
            })
    @Requires(Requires.ADMIN)
    @Deadline("5m")
    Reply config(
            @Arg(description = "its id") String plugin,
            @Arg(description = "what to do") @Default("show") Action action,
            @Arg(description = "the setting, such as limits.retries") Optional<String> key,
            @Rest @Sensitive @Arg(description = "its new value") Optional<String> value)
            throws InterruptedException {
        PluginDetails details = names.details(plugin);
        if (action == Action.SHOW) {
            return details.settings().isEmpty()
                    ? Reply.plain(plugin + " has nothing that can be set.")
                    : PluginWords.settings(details.settings());
        }
        String id = names.changeable(plugin);
        String setting =
                key.orElseThrow(() -> new UserError("Say which setting: " + known(details) + "."));
        Optional<String> text = value.map(String::strip).filter(said -> !said.isEmpty());
        if (action == Action.SET && text.isEmpty()) {
            throw new UserError("Say the new value of " + setting + ".");
        }
        if (action == Action.UNSET && !plugins.admin().chosenSettings(id).containsKey(setting)) {
            throw new UserError("'" + setting + "' of " + id + " was not set in chat.");
        }
        Optional<String> wanted = action == Action.SET ? text : Optional.empty();
        LoadResult result = plugins.admin().configure(id, setting, wanted);
        return Reply.plain(words(id, setting, wanted, result));
    }

    private String words(String id, String setting, Optional<String> wanted, LoadResult result) {
        return switch (result) {
            case LoadResult.Serving serving -> setting + " of " + id + " is changed, and in force.";
            case LoadResult.Disabled(String why) ->
                    setting + " of " + id + " is changed; the plugin is " + why + ".";
            case LoadResult.Refused(List<Mistake> mistakes) when isKept(id, setting, wanted) ->
                    setting
                            + " of "
                            + id
                            + " is kept, but the plugin cannot serve yet:"
                            + PluginWords.list(mistakes);
            case LoadResult.Refused(List<Mistake> mistakes) ->
                    throw PluginWords.refused(
                            setting + " of " + id + " stays as it was" + names.stays(id), mistakes);
        };
    }

    /** A plugin out of service takes its settings one after the other. */
    private boolean isKept(String id, String setting, Optional<String> wanted) {
        return !plugins.isServing(id)
                && Optional.ofNullable(plugins.admin().chosenSettings(id).get(setting))
                        .equals(wanted);
    }

    private static String known(PluginDetails details) {
        return String.join(", ", details.settings().stream().map(shown -> shown.key()).toList());
    }
}
