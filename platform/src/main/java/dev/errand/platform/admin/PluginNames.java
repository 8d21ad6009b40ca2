package dev.errand.platform.admin;

import dev.errand.api.UserError;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.command.Similar;
import dev.errand.platform.plugin.PluginDetails;
import dev.errand.platform.plugin.PluginHost;
import java.util.List;

/** Finds the plugin that somebody typed, or says why nothing can be done to it. */
final class PluginNames {

    private final PluginHost plugins;
    private final HelpText help;

    PluginNames(PluginHost plugins, HelpText help) {
        this.plugins = plugins;
        this.help = help;
    }

    PluginDetails details(String typed) {
        return plugins.admin().details(typed).orElseThrow(() -> unknown(typed));
    }

    UserError unknown(String typed) {
        if (plugins.admin().ids().contains(typed)) {
            return new UserError(
                    "'"
                            + typed
                            + "' could not be read; "
                            + help.line("plugins")
                            + " shows what is wrong with it.");
        }
        List<String> near = Similar.to(typed, plugins.admin().ids(), 1);
        return new UserError(
                "There is no plugin '"
                        + typed
                        + "'."
                        + (near.isEmpty()
                                ? " There is " + String.join(", ", plugins.admin().ids()) + "."
                                : " Did you mean " + near.getFirst() + "?"));
    }

    /** One that an admin may change. */
    String changeable(String typed) {
        if (plugins.admin().isOwn(typed)) {
            throw new UserError(
                    "'"
                            + typed
                            + "' is Errand itself: its commands are always there, so that"
                            + " nobody can lock themselves out.");
        }
        if (!plugins.admin().ids().contains(typed)) {
            throw unknown(typed);
        }
        return typed;
    }

    /** One that an admin may take away, because no other needs it. */
    String free(String typed) {
        String id = changeable(typed);
        List<String> dependants = plugins.admin().dependants(id);
        if (!dependants.isEmpty()) {
            throw new UserError(
                    id
                            + " is needed by "
                            + String.join(", ", dependants)
                            + "; take those out of service first.");
        }
        return id;
    }

    /** A hint that nothing is lost. */
    String stays(String id) {
        return plugins.isServing(id) ? "; what served before goes on serving" : "";
    }
}
