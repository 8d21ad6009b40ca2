package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Deadline;
import dev.errand.api.Flag;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.UserError;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.repository.FoundPlugin;
import dev.errand.platform.repository.InstallRequest;
import dev.errand.platform.repository.Installation;
import dev.errand.platform.repository.InstalledPlugin;
import dev.errand.platform.repository.KnownRepository;
import dev.errand.platform.repository.Repositories;
import dev.errand.platform.repository.StepFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Repositories, and plugins that are installed from them, updated, rolled back and removed. */
final class RepoCommands {

    private final Repositories repositories;
    private final Set<String> localChats;
    private final HelpText help;

    RepoCommands(Repositories repositories, Set<String> localChats, HelpText help) {
        this.help = help;
        this.repositories = repositories;
        this.localChats = Set.copyOf(localChats);
    }

    private interface Step<T> {
        T take() throws StepFailed, InterruptedException;
    }

    private static <T> T step(String what, Step<T> step) throws InterruptedException {
        try {
            return step.take();
        } catch (StepFailed failed) {
            throw new UserError(
                    what
                            + " has failed at the step '"
                            + failed.step()
                            + "': "
                            + failed.getMessage()
                            + ". Nothing was changed.");
        }
    }

    @Command(
            value = "repos",
            description = "Lists the repositories, and what is installed from where")
    @Requires(Requires.ADMIN)
    List<Reply> repos() {
        List<Reply> all = new ArrayList<>();
        List<KnownRepository> known = repositories.repositories();
        if (known.isEmpty()) {
            all.add(
                    Reply.plain(
                            "No repository is known; "
                                    + help.line("repos add URL")
                                    + " tells me of one."));
        } else {
            Reply.Table table = Reply.table("repository", "from", "signed by");
            for (KnownRepository one : known) {
                table =
                        table.row(
                                one.url(),
                                one.configured() ? "errand.conf" : "chat",
                                one.key().isEmpty() ? "nobody" : one.key());
            }
            all.add(table);
        }
        List<InstalledPlugin> installed = repositories.installed();
        if (!installed.isEmpty()) {
            Reply.Table table = Reply.table("plugin", "version", "before", "source", "by", "at");
            for (InstalledPlugin one : installed) {
                table =
                        table.row(
                                one.id(),
                                one.version(),
                                one.previous().isEmpty() ? "-" : one.previous(),
                                one.source(),
                                one.by(),
                                one.at());
            }
            all.add(table);
        }
        return all;
    }

    @Command(
            value = "repos search",
            description = "Finds plugins in the repositories; all words must match",
            examples = {"repos search weather forecast"})
    @Requires(Requires.ADMIN)
    @Deadline("5m")
    List<Reply> search(@Arg(description = "what to look for") List<String> words)
            throws InterruptedException {
        List<Reply> all = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<FoundPlugin> found = repositories.search(words, failures::add);
        if (found.isEmpty()) {
            all.add(Reply.plain("No plugin matches all of: " + String.join(", ", words) + "."));
        } else {
            Reply.Table table = Reply.table("plugin", "version", "description", "repository");
            for (FoundPlugin one : found) {
                table = table.row(one.id(), one.version(), one.description(), one.repository());
            }
            all.add(table);
        }
        failures.forEach(failure -> all.add(Reply.plain("Not searched: " + failure)));
        return all;
    }

    @Command(
            value = "repos add",
            description = "Adds a repository by the address of the folder with its index.json",
            examples = {"repos add https://plugins.example.org/errand/"})
    @Requires(Requires.ADMIN)
    @Deadline("5m")
    String add(@Arg(description = "its https address") String url) throws InterruptedException {
        Set<KnownRepository> before = Set.copyOf(repositories.repositories());
        int plugins = step("Adding the repository", () -> repositories.add(url));
        return "Added a repository with "
                + plugins
                + (plugins == 1 ? " plugin." : " plugins.")
                + signers(before);
    }

    /** The key is trusted from now on, so somebody should compare it. */
    private String signers(Set<KnownRepository> before) {
        return repositories.repositories().stream()
                .filter(one -> !before.contains(one))
                .findFirst()
                .map(one ->
                        one.key().isEmpty()
                                ? " It is not signed."
                                : " It is signed with the key "
                                        + one.key()
                                        + "; any other is refused from now on.")
                .orElse("");
    }

    @Command(
            value = "repos remove",
            description = "Forgets a repository; what was installed from it stays")
    @Requires(Requires.ADMIN)
    String remove(@Arg(description = "its https address") String url) throws InterruptedException {
        return step(
                "Removing the repository",
                () -> {
                    repositories.remove(url);
                    return "Removed.";
                });
    }

    @Command(
            value = "repos install",
            description = "Installs a plugin and puts it in service",
            examples = {
                "repos install weather",
                "repos install weather@1.2.0",
                "repos install org.example:weather-plugin:1.2.0",
                "repos install https://example.org/weather.jar --sha256 9f86d081…"
            })
    @Requires(Requires.ADMIN)
    @Deadline("15m")
    String install(
            Call call,
            @Arg(description = "a name, group:artifact, https address or path") String plugin,
            @Flag @Arg(description = "the digest that it must have") Optional<String> sha256)
            throws InterruptedException {
        InstallRequest request =
                new InstallRequest(
                        plugin,
                        sha256,
                        Optional.empty(),
                        name(call.caller()),
                        atHost(call.caller()));
        return told(
                step(
                        "Installing " + plugin,
                        () ->
                                repositories.install(
                                        request, text -> call.progress(Reply.plain(text)))));
    }

    private static String name(Caller caller) {
        return caller.person().id().toString();
    }

    private boolean atHost(Caller caller) {
        return localChats.contains(caller.person().id().chat());
    }

    private static String told(Installation done) {
        return switch (done.result()) {
            case LoadResult.Serving serving -> PluginWords.serving(done.id(), serving);
            case LoadResult.Disabled(String why) ->
                    done.id() + " " + done.version() + " is installed, and " + why + ".";
            case LoadResult.Refused(var mistakes) ->
                    throw PluginWords.refused(done.id() + " cannot serve", mistakes);
        };
    }

    @Command(
            value = "repos outdated",
            description = "Lists installed plugins that have a newer version")
    @Requires(Requires.ADMIN)
    @Deadline("10m")
    List<Reply> outdated() throws InterruptedException {
        Reply.Table table = Reply.table("plugin", "installed", "newest");
        List<Reply> failures = new ArrayList<>();
        boolean any = false;
        for (InstalledPlugin one : repositories.installed()) {
            try {
                Optional<String> newest = repositories.newest(one.id());
                if (newest.isPresent()) {
                    any = true;
                    table = table.row(one.id(), one.version(), newest.get());
                }
            } catch (StepFailed failed) {
                failures.add(
                        Reply.plain(one.id() + " cannot be looked up: " + failed.getMessage()));
            }
        }
        List<Reply> all = new ArrayList<>();
        if (any) {
            all.add(table);
        } else if (failures.isEmpty()) {
            all.add(Reply.plain("Nothing installed has a newer version."));
        }
        all.addAll(failures);
        return all;
    }

    @Command(
            value = "repos update",
            description = "Puts the newest version of an installed plugin, or of all, in service",
            examples = {"repos update weather", "repos update all"})
    @Requires(Requires.ADMIN)
    @Deadline("30m")
    List<String> update(Call call, @Arg(description = "its id, or all") String plugin)
            throws InterruptedException {
        if (!plugin.toLowerCase(Locale.ROOT).equals("all")) {
            return List.of(update(call, plugin, "Updating " + plugin));
        }
        List<String> told = new ArrayList<>();
        boolean whole = true;
        for (InstalledPlugin one : repositories.installed()) {
            try {
                told.add(update(call, one.id(), "Updating " + one.id()));
            } catch (UserError failed) {
                told.add(String.valueOf(failed.getMessage()));
                whole = false;
            }
        }
        if (!whole) {
            throw new UserError(String.join("\n", told));
        }
        return told.isEmpty() ? List.of("Nothing is installed.") : told;
    }

    private String update(Call call, String id, String what) throws InterruptedException {
        return step(
                        what,
                        () ->
                                repositories.update(
                                        id,
                                        name(call.caller()),
                                        text -> call.progress(Reply.plain(text))))
                .map(RepoCommands::told)
                .orElse(id + " has no newer version.");
    }

    @Command(
            value = "repos rollback",
            description = "Puts the version before the last update in service, with its settings")
    @Requires(Requires.ADMIN)
    @Deadline("5m")
    String rollback(@Arg(description = "its id") String plugin) throws InterruptedException {
        return told(step("Rolling back " + plugin, () -> repositories.rollback(plugin)));
    }

    @Command(
            value = "repos uninstall",
            description = "Removes an installed plugin",
            examples = {"repos uninstall weather", "repos uninstall weather --purge-data"})
    @Requires(Requires.ADMIN)
    @Deadline("5m")
    String uninstall(
            @Arg(description = "its id") String plugin,
            @Flag @Arg(description = "also removes all that it keeps") boolean purgeData)
            throws InterruptedException {
        OptionalLong removed =
                step("Removing " + plugin, () -> repositories.uninstall(plugin, purgeData));
        if (!purgeData) {
            return plugin + " is removed; what it kept stays.";
        }
        return removed.isEmpty()
                ? plugin
                        + " is removed; the storage does not answer, so what it kept goes at the next start."
                : plugin
                        + " is removed, with "
                        + removed.getAsLong()
                        + (removed.getAsLong() == 1 ? " value" : " values")
                        + " it kept.";
    }
}
