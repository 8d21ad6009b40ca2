package dev.errand.backend.console;

import dev.errand.backend.spi.ChatContext;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;

/**
 * Sets JLine up: history in a file, completion by the host, and nothing that would read a line
 * before the host does.
 */
final class LineEditor {

    private LineEditor() {}

    static LineReader make(Terminal terminal, ChatContext context, Conversation conversation) {
        WordCompletion words = new WordCompletion(conversation);
        LineReaderBuilder builder =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("errand")
                        .parser(words)
                        .completer(words)
                        // A prefix of ! would be history expansion.
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        // As in a shell: what begins with a space, such as a secret, is not kept.
                        .option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
        try {
            builder.variable(LineReader.HISTORY_FILE, history(context.folder()));
        } catch (IOException e) {
            context.logger().warn("What is typed here will be forgotten: {}", e.toString());
        }
        return builder.build();
    }

    /** What a person types may be nobody else's to read. */
    private static Path history(Path folder) throws IOException {
        Path file = folder.resolve("history");
        if (!Files.exists(file)) {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] own =
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0];
            Files.createFile(file, own);
        }
        return file;
    }
}
