package dev.errand.platform.boot;

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
        System.exit(new CommandLine(spec()).setExecutionStrategy(Main::execute).execute(args));
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
        spec.addSubcommand("policy", policy());
        spec.addSubcommand("audit", audit());
        return spec;
    }

    private static CommandSpec policy() {
        CommandSpec test = CommandSpec.create().name("test");
        addOptions(test);
        test.usageMessage()
                .description(
                        "Checks a table of what the access rules must say; see docs/access.md.");
        test.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .required(true)
                        .description("lines of expected | who | where | command | arguments | when")
                        .build());
        CommandSpec policy = CommandSpec.create().name("policy");
        addOptions(policy);
        policy.usageMessage().description("Tests the access rules.");
        policy.addSubcommand("test", test);
        return policy;
    }

    private static CommandSpec audit() {
        CommandSpec verify = CommandSpec.create().name("verify");
        addOptions(verify);
        verify.usageMessage()
                .description(
                        "Looks whether a record was changed or removed. The bot must not run.");
        CommandSpec list = CommandSpec.create().name("list");
        addOptions(list);
        list.usageMessage().description("Writes out every record. The bot must not run.");
        list.addOption(
                OptionSpec.builder("--json").description("as lines of JSON (the default)").build());
        list.addOption(OptionSpec.builder("--csv").description("as CSV").build());
        CommandSpec audit = CommandSpec.create().name("audit");
        addOptions(audit);
        audit.usageMessage().description("Reads the record of who did what.");
        audit.addSubcommand("verify", verify);
        audit.addSubcommand("list", list);
        return audit;
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

    // picocli hands an exception handler only what its own strategies wrapped
    private static int execute(ParseResult line) {
        try {
            return run(line);
        } catch (RuntimeException fault) {
            return report(fault);
        }
    }

    private static int run(ParseResult line) {
        Integer helped = CommandLine.executeHelpRequest(line);
        if (helped != null) {
            return helped;
        }
        @Nullable ParseResult sub = line.subcommand();
        @Nullable ParseResult below = sub == null ? null : sub.subcommand();
        Place place =
                Place.of(
                        option(line, sub, below, "--home"),
                        option(line, sub, below, "--config"),
                        System.getenv());
        if (sub == null) {
            return new Run(place).call();
        }
        if (sub.commandSpec().name().equals("check")) {
            return new Check(place).call();
        }
        if (below == null) {
            sub.commandSpec().commandLine().usage(System.err);
            return CommandLine.ExitCode.USAGE;
        }
        if (sub.commandSpec().name().equals("audit")) {
            boolean csv = below.hasMatchedOption("--csv");
            boolean list = below.commandSpec().name().equals("list");
            return new AuditReading(place)
                    .call(
                            list
                                    ? csv ? AuditReading.Task.CSV : AuditReading.Task.JSON
                                    : AuditReading.Task.VERIFY);
        }
        return Expectations.call(place, below.matchedPositionalValue(0, Path.of("")));
    }

    /** The option where it stands last in the line. */
    private static Optional<Path> option(
            ParseResult line, @Nullable ParseResult sub, @Nullable ParseResult below, String name) {
        return option(below == null ? line : below, below == null ? sub : null, name)
                .or(() -> option(line, sub, name));
    }

    private static Optional<Path> option(ParseResult line, @Nullable ParseResult sub, String name) {
        if (sub != null && sub.hasMatchedOption(name)) {
            return Optional.of(sub.<Path>matchedOptionValue(name, Path.of("")));
        }
        return line.hasMatchedOption(name)
                ? Optional.of(line.<Path>matchedOptionValue(name, Path.of("")))
                : Optional.empty();
    }

    private static int report(RuntimeException fault) {
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
