package dev.errand.platform.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line: {@code errand} runs the bot, {@code errand check} looks at its configuration.
 */
public final class Main {

    /**
     * What a supervisor must not try again without somebody changing something (EX_CONFIG of
     * sysexits.h).
     */
    static final int BAD_CONFIGURATION = 78;

    static final int FAILED = 1;

    private Main() {}

    /**
     * Runs.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(
                new CommandLine(spec())
                        .setExecutionStrategy(Main::run)
                        .setExecutionExceptionHandler((fault, line, parsed) -> report(fault))
                        .execute(args));
    }

    // built by hand: picocli's reading of annotations costs a tenth of a second at each start
    private static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("errand");
        addOptions(spec);
        spec.usageMessage()
                .description("Runs the bot. Without a configuration it talks on this console.")
                .footer(
                        "",
                        "Type !help once it runs. Exit status: 0 ended as asked, 78 a mistake in the configuration, 1 anything else.");
        CommandSpec check = CommandSpec.create().name("check");
        addOptions(check);
        check.usageMessage()
                .description(
                        "Says everything that is wrong with the configuration, and starts nothing.");
        spec.addSubcommand("check", check);
        spec.addSubcommand("repos", PublishingCommands.spec());
        CommandSpec fresh = CommandSpec.create().name("new-plugin");
        addOptions(fresh);
        fresh.usageMessage().description("Makes a Maven project of a plugin in ./NAME.");
        fresh.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("NAME")
                        .type(String.class)
                        .required(true)
                        .description("its name, such as weather")
                        .build());
        spec.addSubcommand("new-plugin", fresh);
        return spec;
    }

    private static void addOptions(CommandSpec spec) {
        spec.version("Errand " + Distribution.version());
        spec.addOption(
                OptionSpec.builder("--home")
                        .paramLabel("DIR")
                        .type(Path.class)
                        .description(
                                "the folder of this bot: plugins/, data/, logs/, errand.conf (default: ERRAND_HOME, else run/ beside the launcher)")
                        .build());
        spec.addOption(
                OptionSpec.builder("--config")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("the configuration (default: errand.conf in the home)")
                        .build());
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("shows this")
                        .build());
        spec.addOption(
                OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("shows the version")
                        .build());
    }

    private static int run(ParseResult line) {
        try {
            return execute(line);
        } catch (IOException e) {
            throw new CannotStart(FAILED, "That did not work: " + Place.reason(e) + ".");
        }
    }

    private static int execute(ParseResult line) throws IOException {
        Integer helped = CommandLine.executeHelpRequest(line);
        if (helped != null) {
            return helped;
        }
        @Nullable ParseResult check = line.subcommand();
        if (check != null && check.commandSpec().name().equals("repos")) {
            return PublishingCommands.call(check);
        }
        if (check != null && check.commandSpec().name().equals("new-plugin")) {
            return new NewPlugin(
                            check.matchedPositionalValue(0, ""),
                            Distribution.here().folder().resolve("maven"))
                    .call(Path.of("").toAbsolutePath());
        }
        Place place =
                Place.of(
                        option(line, check, "--home"),
                        option(line, check, "--config"),
                        System.getenv());
        return check == null ? new Run(place).call() : new Check(place).call();
    }

    private static Optional<Path> option(ParseResult line, @Nullable ParseResult sub, String name) {
        if (sub != null && sub.hasMatchedOption(name)) {
            return Optional.of(sub.<Path>matchedOptionValue(name, Path.of("")));
        }
        return line.hasMatchedOption(name)
                ? Optional.of(line.<Path>matchedOptionValue(name, Path.of("")))
                : Optional.empty();
    }

    private static int report(Exception fault) {
        if (fault instanceof CannotStart reason) {
            say(String.valueOf(reason.getMessage()));
            return reason.status();
        }
        say("errand cannot start: " + fault);
        org.slf4j.LoggerFactory.getLogger(Main.class).error("The start failed", fault);
        return FAILED;
    }

    static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.err.write(bytes, 0, bytes.length);
        System.err.flush();
    }
}
