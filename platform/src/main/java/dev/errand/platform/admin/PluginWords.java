package dev.errand.platform.admin;

import dev.errand.api.Reply;
import dev.errand.api.UserError;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Section;
import dev.errand.platform.plugin.Dependency;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginDetails;
import dev.errand.platform.plugin.PluginJar;
import dev.errand.platform.plugin.PluginManifest;
import dev.errand.platform.plugin.PluginStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How plugins are told of. */
final class PluginWords {

    private PluginWords() {}

    static String state(PluginStatus status) {
        String state =
                !status.version().isEmpty()
                        ? status.mistakes().isEmpty() ? "serving" : "serving, update broken"
                        : status.held().isEmpty()
                                ? status.mistakes().isEmpty() ? "loading" : "broken"
                                : status.held();
        return status.lingering() == 0
                ? state
                : state + ", " + status.lingering() + " old in memory";
    }

    static String origin(PluginJar.Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Reply card(PluginDetails details, String state) {
        PluginManifest manifest = details.jar().manifest();
        Reply.Card card =
                Reply.card(manifest.id() + " " + manifest.version(), "")
                        .field("state", state)
                        .field("from", origin(details.jar().origin()));
        if (!details.place().isEmpty()) {
            card = card.field("runs in", details.place());
        }
        if (!details.status().remark().isEmpty()) {
            card = card.field("note", details.status().remark());
        }
        if (!manifest.description().isEmpty()) {
            card = card.field("description", manifest.description());
        }
        if (!manifest.provider().isEmpty()) {
            card = card.field("provider", manifest.provider());
        }
        if (!manifest.license().isEmpty()) {
            card = card.field("license", manifest.license());
        }
        card = card.field("class", manifest.entryClass()).field("needs API", manifest.requires());
        if (!manifest.dependencies().isEmpty()) {
            card =
                    card.field(
                            "needs",
                            manifest.dependencies().stream()
                                    .map(Dependency::toString)
                                    .collect(Collectors.joining(", ")));
        }
        if (!details.dependants().isEmpty()) {
            card = card.field("needed by", String.join(", ", details.dependants()));
        }
        if (!details.jar().sha256().isEmpty()) {
            card =
                    card.field("JAR", String.valueOf(details.jar().source().getFileName()))
                            .field("sha256", details.jar().sha256());
        }
        if (!details.jar().libraries().isEmpty()) {
            card = card.field("libraries", details.jar().libraries().size());
        }
        return card.field(
                        "commands",
                        details.commands().isEmpty()
                                ? "none"
                                : String.join(", ", details.commands()))
                .field("keeps", stored(details))
                .field(
                        "old loads in memory",
                        details.status().lingering() == 0
                                ? "none"
                                : details.status().lingering()
                                        + "; something still refers to their classes");
    }

    private static String stored(PluginDetails details) {
        return details.stored()
                .map(stores ->
                        stores.isEmpty()
                                ? "nothing"
                                : stores.entrySet().stream()
                                        .map(store -> store.getValue() + " in " + store.getKey())
                                        .collect(Collectors.joining(", ")))
                .orElse("unknown, since the storage does not answer");
    }

    static Reply settings(List<Section.Shown> settings) {
        Reply.Table table = Reply.table("setting", "value", "kind", "from");
        for (Section.Shown shown : settings) {
            table =
                    table.row(
                            shown.key(),
                            shown.value().isEmpty() ? "-" : shown.value(),
                            shown.kind(),
                            shown.from().isEmpty() ? "-" : shown.from());
        }
        return table;
    }

    static String serving(String id, LoadResult.Serving serving) {
        String what =
                serving.replaced().isEmpty()
                        ? id + " " + serving.version() + " is in service"
                        : serving.replaced().equals(serving.version())
                                ? id + " " + serving.version() + " is loaded anew"
                                : id
                                        + " "
                                        + serving.version()
                                        + " has replaced "
                                        + serving.replaced();
        return serving.reloaded().isEmpty()
                ? what + "."
                : what + ", and with it " + String.join(", ", serving.reloaded()) + ".";
    }

    static String list(List<Mistake> mistakes) {
        return mistakes.stream().map(mistake -> "\n- " + mistake).collect(Collectors.joining());
    }

    static UserError refused(String what, List<Mistake> mistakes) {
        return new UserError(what + ":" + list(mistakes));
    }
}
