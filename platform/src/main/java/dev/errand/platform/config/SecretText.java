package dev.errand.platform.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the text of a secret: as it stands, or in the file that is named instead. */
final class SecretText {

    private static final int MOST_BYTES = 64 * 1024;

    private SecretText() {}

    static Node.@Nullable Text of(Node node, String path, Findings findings) {
        return switch (node) {
            case Node.Text text -> text;
            case Node.Group group -> inFile(group, path, findings);
            case Node.Items items -> {
                findings.wrongKind(items, path, "a text or { file = \"/path\" }");
                yield null;
            }
        };
    }

    private static Node.@Nullable Text inFile(Node.Group group, String path, Findings findings) {
        if (group.entries().size() != 1
                || !(group.entries().get("file") instanceof Node.Text(String name, String place))) {
            findings.note(
                    path,
                    group.place(),
                    "A secret is a text or { file = \"/path\" }, with nothing else in the braces.");
            return null;
        }
        String where = Words.path(path, "file");
        try {
            Path file = Path.of(name);
            if (file.isAbsolute()) {
                return new Node.Text(BoundedFile.read(file, MOST_BYTES), place);
            }
        } catch (InvalidPathException e) {
            // Said below, like a path that is not full.
        } catch (BoundedFile.Unreadable e) {
            findings.note(where, place, Words.quoted(name) + " " + e.reason());
            return null;
        }
        // Not quoted: it may be the secret itself, put in the wrong place.
        findings.note(
                where, place, "This is not a full path to a file, such as /run/secrets/token.");
        return null;
    }
}
