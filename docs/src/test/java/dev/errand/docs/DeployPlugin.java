package dev.errand.docs;

import dev.errand.api.Arg;
import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Deadline;
import dev.errand.api.Default;
import dev.errand.api.Flag;
import dev.errand.api.Hears;
import dev.errand.api.Markdown;
import dev.errand.api.Message;
import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.Rest;
import dev.errand.api.Secret;
import dev.errand.api.Store;
import dev.errand.api.UserError;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/** What the guide shows, piece by piece. */
public final class DeployPlugin implements Plugin {

    // region settings
    /** The settings of this plugin, from {@code plugins.deploy} in errand.conf. */
    public record Settings(
            @Default("https://deploy.example.org") String server,
            @Default("5m") Duration timeout,
            Optional<Secret> token) {}

    // endregion

    // region stored
    /** One deployment, kept as JSON. */
    public record Deployment(String version, String by, Instant at) {}

    // endregion

    enum Cluster {
        STAGING,
        PRODUCTION
    }

    // region constructor
    private final Settings settings;
    private final PluginContext context;
    private final Store<Deployment> deployments;
    private final Store<Long> counts;
    private final HttpClient http;

    /** The host gives what the constructor asks for: the context, and the settings. */
    public DeployPlugin(PluginContext context, Settings settings) {
        this.settings = settings;
        this.context = context;
        deployments = context.store("deployments", Deployment.class);
        counts = context.store("counts", Long.class);
        http = context.closeWithPlugin(HttpClient.newHttpClient());
    }

    // endregion

    // region arguments
    @Command(
            value = "deploy",
            description = "Deploys a version to a cluster",
            aliases = "ship",
            examples = "deploy staging 1.4.2 --dry-run")
    @Requires(Requires.ADMIN)
    @Deadline("10m")
    Reply deploy(
            Call call,
            Cluster cluster,
            @Arg(description = "such as 1.4.2") String version,
            @Flag("--dry-run") boolean dryRun,
            @Rest Optional<String> reason)
            throws InterruptedException {
        // endregion
        // region talk
        if (cluster == Cluster.PRODUCTION
                && !call.confirm("Really deploy " + Markdown.code(version) + " to production?")) {
            throw new UserError("Nothing was deployed.");
        }
        call.say("Deploying to " + settings.server() + " …");
        // endregion
        if (!dryRun) {
            deployments.put(
                    cluster.name(),
                    new Deployment(
                            version, call.caller().person().name(), context.clock().instant()));
            long number = counted(cluster);
            // region card
            return Reply.card("Deployed " + version, Markdown.escape(reason.orElse("")))
                    .field("Cluster", cluster)
                    .field("Number", number)
                    .tone(Reply.Tone.GOOD);
            // endregion
        }
        return Reply.plain("A dry run: nothing was deployed.");
    }

    // region update
    private long counted(Cluster cluster) {
        return counts.update(cluster.name(), count -> Optional.of(count.orElse(0L) + 1))
                .orElseThrow();
    }

    // endregion

    // region table
    @Command(value = "deploy list", description = "Lists what is deployed where")
    Reply list() {
        Reply.Table table = Reply.table("Cluster", "Version", "By");
        for (String cluster : deployments.keys().toList()) {
            Optional<Deployment> deployment = deployments.get(cluster);
            if (deployment.isPresent()) {
                table = table.row(cluster, deployment.get().version(), deployment.get().by());
            }
        }
        return table;
    }

    // endregion

    // region stream
    @Command(value = "deploy watch", description = "Says each step as it is done")
    Stream<String> watch() {
        return Stream.of("checked out", "built", "rolled out");
    }

    // endregion

    // region parse
    /** An argument of a type of your own: anything with a static parse. */
    public record Version(int major, int minor) {

        /** What parse throws as a UserError is shown to the person. */
        public static Version parse(String text) {
            String[] parts = text.split("\\.", -1);
            try {
                return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            } catch (RuntimeException e) {
                throw new UserError("'" + text + "' is no version. Write it like 1.4.");
            }
        }
    }

    @Command(value = "deploy compare", description = "Says which versions are the newest")
    String compare(List<Version> versions, Caller caller) {
        Version newest =
                versions.stream()
                        .max((a, b) ->
                                a.major() != b.major()
                                        ? a.major() - b.major()
                                        : a.minor() - b.minor())
                        .orElseThrow();
        return caller.person().name() + ": " + newest.major() + "." + newest.minor();
    }

    // endregion

    // region hears
    @Hears(value = "\\b(OPS-\\d{1,6})\\b", description = "Links tickets that are mentioned")
    Optional<String> ticket(Message message, MatchResult found) {
        return message.room().direct()
                ? Optional.empty()
                : Optional.of("https://tickets.example.org/" + found.group(1));
    }

    // endregion

    /** Used by the guide's words only. */
    boolean isReady() {
        return !http.isTerminated();
    }
}
