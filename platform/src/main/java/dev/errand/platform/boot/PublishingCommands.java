package dev.errand.platform.boot;

import dev.errand.platform.repository.Publishing;
import dev.errand.platform.repository.StepFailed;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code errand repos …}: what the author of a repository does in a shell; no bot is needed. */
final class PublishingCommands {

    private PublishingCommands() {}

    static CommandSpec spec() {
        CommandSpec repos =
                command(
                        "repos",
                        "What !repos does in chat, for the bot of the home, running or not: repos, repos install X, repos update all, …; and makes repositories.");
        repos.addSubcommand(
                "index",
                folder(command("index", "Writes DIR/index.json of the plugins' JARs in DIR.")));
        repos.addSubcommand(
                "sign",
                folder(command("sign", "Writes DIR/index.json.sig over the whole index."))
                        .addOption(
                                OptionSpec.builder("--key")
                                        .paramLabel("FILE")
                                        .type(Path.class)
                                        .required(true)
                                        .description("a key that 'errand repos key' has made")
                                        .build()));
        repos.addSubcommand(
                "key",
                command("key", "Makes a key to sign with, and prints the public one.")
                        .addPositional(
                                PositionalParamSpec.builder()
                                        .paramLabel("FILE")
                                        .type(Path.class)
                                        .required(true)
                                        .description("where the key goes; must not be there")
                                        .build()));
        return repos;
    }

    private static CommandSpec command(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("shows this")
                        .build());
        return spec;
    }

    private static CommandSpec folder(CommandSpec spec) {
        return spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("DIR")
                        .type(Path.class)
                        .required(true)
                        .description("the folder that the web server serves")
                        .build());
    }

    private static String indexed(int jars) {
        return "Wrote the index of " + jars + (jars == 1 ? " JAR." : " JARs.");
    }

    static int call(ParseResult repos) throws IOException {
        ParseResult sub = Objects.requireNonNull(repos.subcommand());
        Path file = sub.matchedPositionalValue(0, Path.of(""));
        Publishing publishing = new Publishing(Bot.apiVersion(), Clock.systemUTC());
        try {
            switch (sub.commandSpec().name()) {
                case "index" ->
                        System.out.println(
                                indexed(publishing.index(file))
                                        + " If the repository is signed, sign it again.");
                case "sign" -> {
                    publishing.sign(file, sub.matchedOptionValue("--key", Path.of("")));
                    System.out.println("Signed.");
                }
                default -> System.out.println("Public key: " + publishing.key(file));
            }
            return 0;
        } catch (FileAlreadyExistsException there) {
            throw new CannotStart(
                    Main.FAILED,
                    file + " is there already, and may hold a key in use. Name another file.");
        } catch (StepFailed failed) {
            throw new CannotStart(
                    Main.FAILED, "Failed at '" + failed.step() + "': " + failed.getMessage());
        }
    }
}
