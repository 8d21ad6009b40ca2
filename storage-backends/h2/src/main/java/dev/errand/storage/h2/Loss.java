package dev.errand.storage.h2;

import dev.errand.storage.h2.LastCommit.Noted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a database that is about to be opened holds less than it once did. */
final class Loss {

    private Loss() {}

    /**
     * Compares the file with what was noted at the last commit; keeps a copy of one that lost
     * something, since H2 will write over the rest.
     *
     * @param found the last version that is whole in the file, empty if there is no file
     * @return what to tell the operator; empty if nothing is missing
     */
    static Optional<String> of(DatabaseFile file, OptionalLong found) {
        Optional<Noted> noted = LastCommit.read(file.lastCommit());
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        Noted last = noted.get();
        if (found.isEmpty()) {
            return Optional.of(
                    "The database '%s' is gone, which was last written to at %s, so the storage starts empty. If that was not meant, stop the bot and put the file or a backup back"
                            .formatted(file.path(), last.time()));
        }
        if (found.getAsLong() >= last.version()) {
            return Optional.empty();
        }
        return Optional.of(
                "The database '%s' has lost something: its last whole state is %d commits older than the last one, of %s. Its end was damaged, or it was replaced by an older copy. The bot goes on with what is there; %s. Compare it with a backup"
                        .formatted(
                                file.path(),
                                last.version() - found.getAsLong(),
                                last.time(),
                                copy(file.path())));
    }

    private static String copy(Path path) {
        Path copy = path.resolveSibling(path.getFileName() + ".damaged");
        try {
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            return "the file as it was found is '" + copy + "'";
        } catch (IOException e) {
            return "the file as it was found could not be copied (" + e + ")";
        }
    }
}
