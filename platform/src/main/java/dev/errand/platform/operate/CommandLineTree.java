package dev.errand.platform.operate;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What can be written after {@code errand storage}. */
final class CommandLineTree {

    private final UnaryOperator<CommandSpec> common;

    CommandLineTree(UnaryOperator<CommandSpec> common) {
        this.common = common;
    }

    CommandSpec storage() {
        CommandSpec storage =
                command(
                        "storage",
                        "Looks into the storage of a bot, saves it and brings it elsewhere.");
        add(storage, command("namespaces", "Names the namespaces, and how many keys each has."));
        add(storage, list());
        add(storage, keyed("get", "Writes one value to the standard output."));
        add(storage, set());
        add(storage, keyed("delete", "Removes one value."));
        add(storage, command("stats", "Says how the storage stands and how much is in it."));
        add(storage, file("export", "Writes all of it to a file of JSON lines."));
        add(storage, imported());
        add(storage, copy());
        add(storage, errbot());
        return storage;
    }

    private static void add(CommandSpec parent, CommandSpec child) {
        parent.addSubcommand(child.name(), child);
    }

    private CommandSpec command(String name, String description) {
        CommandSpec spec = common.apply(CommandSpec.create().name(name));
        spec.usageMessage().description(description);
        return spec;
    }

    private CommandSpec keyed(String name, String description) {
        CommandSpec spec = command(name, description);
        parameter(spec, 0, "NAMESPACE", "as in plugin/demo/items");
        parameter(spec, 1, "KEY", "the key");
        return spec;
    }

    private CommandSpec list() {
        CommandSpec spec = command("list", "Lists the keys of a namespace.");
        parameter(spec, 0, "NAMESPACE", "as in plugin/demo/items");
        text(spec, "--prefix", "TEXT", "only keys that start with it");
        return spec;
    }

    private CommandSpec set() {
        CommandSpec spec = keyed("set", "Writes one value, which never ends by itself.");
        parameter(spec, 2, "VALUE", "JSON, as plugins keep it: a text stands in quotes");
        return spec;
    }

    private CommandSpec file(String name, String description) {
        CommandSpec spec = command(name, description);
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .arity("1")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("the file")
                        .build());
        return spec;
    }

    private CommandSpec imported() {
        CommandSpec spec =
                file(
                        "import",
                        "Reads what export wrote: into an empty storage, unless told otherwise.");
        flag(spec, "--merge", "keeps what is there, unless the file has another value for its key");
        flag(spec, "--replace", "removes what is there first");
        return spec;
    }

    private CommandSpec copy() {
        CommandSpec spec =
                command(
                        "copy",
                        "Brings all values from one type of storage to another. Started anew, it goes on where it was."
                                + " The one that is not configured takes its defaults, or what --set says.");
        text(spec, "--from", "TYPE", "such as h2");
        text(spec, "--to", "TYPE", "such as redis");
        spec.addOption(
                OptionSpec.builder("--set")
                        .paramLabel("KEY=VALUE")
                        .type(String[].class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .description(
                                "a setting of the storage that is not configured, as in --set servers=host:6379")
                        .build());
        return spec;
    }

    private CommandSpec errbot() {
        CommandSpec spec =
                command(
                        "import-errbot",
                        "Brings plain data out of an Errbot's Redis: errbot:<namespace>:<key> becomes <key> in plugin/<namespace>/errbot."
                                + " Lists what it leaves out, and why.");
        text(spec, "--server", "HOST:PORT", "Errbot's Redis (default: localhost:6379)");
        text(spec, "--database", "NUMBER", "its database (default: 0)");
        text(spec, "--user", "NAME", "its ACL user");
        text(spec, "--password-env", "NAME", "the environment variable that has the password");
        flag(spec, "--dry-run", "writes nothing, and says what would be");
        return spec;
    }

    private static void parameter(CommandSpec spec, int index, String label, String description) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(Integer.toString(index))
                        .arity("1")
                        .paramLabel(label)
                        .type(String.class)
                        .description(description)
                        .build());
    }

    private static void text(CommandSpec spec, String name, String label, String description) {
        spec.addOption(
                OptionSpec.builder(name)
                        .paramLabel(label)
                        .type(String.class)
                        .description(description)
                        .build());
    }

    private static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(
                OptionSpec.builder(name)
                        .type(boolean.class)
                        .arity("0")
                        .description(description)
                        .build());
    }
}
