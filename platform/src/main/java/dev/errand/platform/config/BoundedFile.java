package dev.errand.platform.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a text file whole, or says why it cannot be one; what is in it never gets into the reason.
 */
final class BoundedFile {

    private BoundedFile() {}

    static String read(Path file, int mostBytes) throws Unreadable {
        if (Files.isDirectory(file)) {
            throw new Unreadable("is a folder. A file is needed.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Unreadable("is not an ordinary file.");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(mostBytes + 1);
        } catch (NoSuchFileException e) {
            throw new Unreadable("does not exist.");
        } catch (AccessDeniedException e) {
            throw new Unreadable(
                    "may not be read by the user who runs the bot. Check its permissions.");
        } catch (IOException e) {
            throw new Unreadable("cannot be read (" + e.getClass().getSimpleName() + ").");
        }
        if (bytes.length > mostBytes) {
            throw new Unreadable("is larger than " + mostBytes + " bytes.");
        }
        return decode(bytes);
    }

    private static String decode(byte[] bytes) throws Unreadable {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new Unreadable(
                    "is not UTF-8: line "
                            + line
                            + " holds a byte that is no character. Save it as UTF-8.");
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Why, as the end of a sentence that begins with the file. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private Unreadable(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
