package dev.errand.platform.boot;

import dev.errand.platform.shell.Shell;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code errand plugins …} and {@code errand repos …}: the commands that admins have in chat. A bot
 * that runs in the home does them; otherwise one is started for this command alone, without chats.
 */
final class ShellCommands {

    private static final Pattern PLAIN = Pattern.compile("[^\\s\"'\\\\]+");

    /** Where the value stands in {@code plugins config X set KEY VALUE}. */
    private static final int VALUE = 5;

    private ShellCommands() {}

    /** Has a command take all words behind it as they are. */
    static CommandSpec anyWords(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
        return spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("WORD")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("as in chat; 'errand help' in a chat lists what there is")
                        .build());
    }

    static int call(Place place, ParseResult command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.commandSpec().name()));
        words.addAll(command.matchedPositionalValue(0, List.of()));
        String line = line(words);
        try {
            OptionalInt status = Shell.ask(socket(place), line, ShellCommands::print);
            return status.isPresent() ? status.getAsInt() : Run.one(place, line);
        } catch (EOFException ended) {
            throw new CannotStart(
                    Main.FAILED,
                    "The bot has ended before the command did. Start it and look what holds: errand "
                            + words.getFirst());
        }
    }

    /** Where a bot that runs in the home listens. */
    static Path socket(Place place) {
        return place.data().resolve("shell").resolve("socket");
    }

    static void print(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    private static String line(List<String> words) {
        // the value of a setting is the rest of the line as it stands, quotes and all
        int plain = words.size() > VALUE && words.get(3).equals("set") ? VALUE : words.size();
        List<String> quoted = new ArrayList<>();
        for (String word : words.subList(0, plain)) {
            String meant = isFileHere(word) ? Path.of(word).toAbsolutePath().toString() : word;
            quoted.add(
                    PLAIN.matcher(meant).matches()
                            ? meant
                            : "\"" + meant.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        quoted.addAll(words.subList(plain, words.size()));
        return String.join(" ", quoted);
    }

    /** The bot may have been started in another folder. */
    private static boolean isFileHere(String word) {
        return word.endsWith(".jar") && !word.contains("://") && Files.isRegularFile(Path.of(word));
    }
}
