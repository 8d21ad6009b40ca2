package dev.errand.backend.console;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8, each of a bounded length, whatever bytes come. */
final class LineInput {

    /** Bytes of one line, without its end. */
    static final int LONGEST = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final InputStream bytes;
    private final Consumer<String> complaints;
    private int number;

    LineInput(InputStream bytes, Consumer<String> complaints) {
        this.bytes = bytes instanceof BufferedInputStream ? bytes : new BufferedInputStream(bytes);
        this.complaints = complaints;
    }

    /** The next line that is not too long, without its end; null at the end of the input. */
    @Nullable String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int length = 0;
        while (true) {
            int c = bytes.read();
            boolean end = c < 0 || c == '\n';
            if (!end) {
                length++;
                if (length <= LONGEST) {
                    line.write(c);
                }
            } else if (c < 0 && length == 0) {
                return null;
            } else {
                number++;
                if (length <= LONGEST) {
                    return decoded(line);
                }
                complaints.accept(
                        "line "
                                + number
                                + " is left out: it has "
                                + length
                                + " bytes, and a line may have "
                                + LONGEST);
                line.reset();
                length = 0;
            }
        }
    }

    private String decoded(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        String begun = number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return begun.endsWith("\r") ? begun.substring(0, begun.length() - 1) : begun;
    }
}
