package dev.errand.platform.boot;

import dev.errand.platform.operate.StorageCommands;
import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
                PlainStart.place(args, System.getenv())
                        .map(Main::start)
                        .orElseGet(() ->
                                new CommandLine(spec())
                                        .setExecutionStrategy(Main::execute)
                                        .execute(args)));
    }

    private static int start(Place place) {
        try {
            return Run.forLong(place);
        } catch (RuntimeException fault) {
            return report(fault);
        }
    }

    // built by hand: picocli's reading of annotations costs a tenth of a second at each start
    private static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("errand");
        addOptions(spec);
        spec.usageMessage()
                .description("Runs the bot. Without a configuration it talks on this console.")
                .footer(
                        "",
                        "Type !help once it runs. Exit status: 0 ended as asked, 78 a mistake in the configuration, 2 one on the command line, 1 anything else.");
        CommandSpec check = CommandSpec.create().name("check");
        addOptions(check);
        check.usageMessage()
                .description(
                        "Says everything that is wrong with the configuration, and starts nothing.");
        spec.addSubcommand("check", check);
        CommandSpec repos = PublishingCommands.spec();
        addHome(repos);
        spec.addSubcommand("repos", ShellCommands.anyWords(repos));
        CommandSpec plugins = CommandSpec.create().name("plugins");
        addOptions(plugins);
        plugins.usageMessage()
                .description(
                        "What !plugins does in chat, for the bot of the home, running or not: plugins, plugins info X, plugins config X set KEY VALUE, …");
        spec.addSubcommand("plugins", ShellCommands.anyWords(plugins));
        CommandSpec doctor = CommandSpec.create().name("doctor");
        addOptions(doctor);
        doctor.usageMessage()
                .description(
                        "Looks at Java, folders, ports, configuration, storage, DNS, TLS and each chat's login, and says what to do. Joins no room.");
        spec.addSubcommand("doctor", doctor);
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
        spec.addSubcommand("dev", dev());
        spec.addSubcommand(
                "storage",
                StorageCommands.spec(command -> {
                    addOptions(command);
                    return command;
                }));
        spec.addSubcommand("policy", policy());
        spec.addSubcommand("audit", audit());
        return spec;
    }

    private static CommandSpec dev() {
        CommandSpec dev = CommandSpec.create().name("dev");
        addOptions(dev);
        dev.usageMessage()
                .description(
                        "Runs a bot with the plugin of a Maven project, and loads it anew on every change. Its home is DIR/.errand, unless --home or ERRAND_HOME says otherwise.");
        dev.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("DIR")
                        .type(Path.class)
                        .required(true)
                        .description("the project's folder, such as .")
                        .build());
        return dev;
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
        list.usageMessage()
                .description("Writes out the records that fit, or all. The bot must not run.");
        AuditOptions.add(list);
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
        addHome(spec);
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

    private static void addHome(CommandSpec spec) {
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
    }

    // picocli hands an exception handler only what its own strategies wrapped
    private static int execute(ParseResult line) {
        try {
            return run(line);
        } catch (RuntimeException fault) {
            return report(fault);
        } catch (IOException e) {
            say("That did not work: " + Place.reason(e) + ".");
            return FAILED;
        }
    }

    private static int run(ParseResult line) throws IOException {
        Integer helped = CommandLine.executeHelpRequest(line);
        if (helped != null) {
            return helped;
        }
        List<ParseResult> parts =
                line.asCommandLineList().stream().map(CommandLine::getParseResult).toList();
        if (parts.size() == 1) {
            return Run.forLong(place(parts));
        }
        String command = parts.get(1).commandSpec().name();
        return switch (command) {
            case "check" -> new Check(place(parts)).call();
            case "plugins" -> ShellCommands.call(place(parts), parts.get(1));
            case "repos" ->
                    parts.size() > 2
                            ? PublishingCommands.call(parts.get(1))
                            : ShellCommands.call(place(parts), parts.get(1));
            case "doctor" -> new Doctor(place(parts)).call();
            case "new-plugin" ->
                    new NewPlugin(
                                    parts.get(1).matchedPositionalValue(0, ""),
                                    Distribution.here().folder().resolve("maven"))
                            .call(Path.of("").toAbsolutePath());
            case "dev" -> dev(parts);
            default -> below(command, parts);
        };
    }

    private static int dev(List<ParseResult> parts) {
        Path project =
                parts.get(1).matchedPositionalValue(0, Path.of("")).toAbsolutePath().normalize();
        boolean named = option(parts, "--home").isPresent() || System.getenv("ERRAND_HOME") != null;
        Optional<Path> home =
                named ? option(parts, "--home") : Optional.of(project.resolve(".errand"));
        return Run.developing(Place.of(home, option(parts, "--config"), System.getenv()), project);
    }

    private static int below(String command, List<ParseResult> parts) {
        if (parts.size() == 2) {
            parts.get(1).commandSpec().commandLine().usage(System.err);
            return CommandLine.ExitCode.USAGE;
        }
        Place place = place(parts);
        return switch (command) {
            case "audit" -> audit(place, parts.get(2));
            case "policy" ->
                    Expectations.call(place, parts.get(2).matchedPositionalValue(0, Path.of("")));
            default -> StorageAccess.run(place, parts.get(2));
        };
    }

    private static int audit(Place place, ParseResult below) {
        boolean csv = below.hasMatchedOption("--csv");
        boolean list = below.commandSpec().name().equals("list");
        AuditReading.Task listing = csv ? AuditReading.Task.CSV : AuditReading.Task.JSON;
        return new AuditReading(place)
                .call(
                        list ? listing : AuditReading.Task.VERIFY,
                        AuditOptions.read(below, java.time.Clock.systemUTC().instant()));
    }

    private static Place place(List<ParseResult> parts) {
        return Place.of(option(parts, "--home"), option(parts, "--config"), System.getenv());
    }

    /** Wherever it stands; what stands last counts. */
    private static Optional<Path> option(List<ParseResult> parts, String name) {
        return parts.reversed().stream()
                .filter(part -> part.hasMatchedOption(name))
                .findFirst()
                .map(part -> part.<Path>matchedOptionValue(name, Path.of("")));
    }

    private static int report(RuntimeException fault) {
        if (fault instanceof CannotStart reason) {
            say(String.valueOf(reason.getMessage()));
            return reason.status();
        }
        if (fault instanceof StorageException away) {
            say("errand cannot start: " + away.getMessage());
            return FAILED;
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
