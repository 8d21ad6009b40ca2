package dev.errand.platform.config;

import dev.errand.api.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong while settings are bound, and keeps the secrets among them out of it. */
final class Findings {

    private static final int SHORTEST_REDACTED = 4;

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();

    int count() {
        return problems.size();
    }

    /** Notes a problem; the {@code null} stands for the value that there is not. */
    @Nullable Object note(String path, String place, String message) {
        problems.add(new Problem(path, place, message));
        return null;
    }

    /** Notes that something of another kind was written than is needed. */
    @Nullable Object wrongKind(Node node, String path, String needed) {
        String found =
                switch (node) {
                    // Not quoted: where a group is needed, what was written may be one of its
                    // secrets.
                    case Node.Text text -> "This is a single value";
                    case Node.Items items -> "This is a list";
                    case Node.Group group -> "This is a group of settings in braces";
                };
        return note(path, node.place(), found + ". Write " + needed + ".");
    }

    void protect(Secret secret) {
        secrets.add(secret.reveal());
    }

    /**
     * A secret may also have been put where a value is quoted, or into the message of a record's
     * own check.
     */
    List<Problem> problems() {
        return problems.stream()
                .map(problem ->
                        new Problem(problem.path(), problem.place(), redacted(problem.message())))
                .toList();
    }

    private String redacted(String message) {
        String result = message;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_REDACTED) {
                result = result.replace(secret, "***");
            }
        }
        return result;
    }
}
