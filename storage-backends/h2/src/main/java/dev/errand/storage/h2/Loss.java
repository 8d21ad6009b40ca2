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
     * Compares the files with what was noted at the last commit; keeps a copy of one that lost
     * something, since it will be written over.
     *
     * @param version the last one that is whole in the database's file, empty if there is no file
     * @param noted what was noted, empty if there is no note
     * @param found what the journal holds
     * @return what to tell the operator; empty if nothing is missing
     */
    static Optional<String> of(
            DatabaseFile file, OptionalLong version, Optional<Noted> noted, JournalFound found) {
        if (version.isEmpty()) {
            return noted.isPresent() || !found.effects().isEmpty()
                    ? Optional.of(gone(file, noted, found))
                    : Optional.empty();
        }
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        Noted last = noted.get();
        if (version.getAsLong() < last.version()) {
            return Optional.of(
                    "The database '%s' has lost something: its last whole state is older than the one of which there was a note at %s. Its end was damaged, or it was replaced by an older copy. The bot goes on with what is there; %s. Compare it with a backup"
                            .formatted(file.path(), last.time(), copy(file.path())));
        }
        long missing = last.commit() - Math.max(last.inDatabase(), found.last().orElse(0));
        return missing > 0 ? Optional.of(cutOff(file, last, found, missing)) : Optional.empty();
    }

    private static String gone(DatabaseFile file, Optional<Noted> noted, JournalFound found) {
        String aside = found.effects().isEmpty() ? "" : "; " + copy(file.journal());
        return "The database '%s' is gone%s, so the storage starts empty%s. If that was not meant, stop the bot and put the file or a backup back"
                .formatted(
                        file.path(),
                        noted.map(last -> ", which was last written to at " + last.time())
                                .orElse(""),
                        aside);
    }

    /** A journal that is gone may have held any number of commits, or none. */
    private static String cutOff(DatabaseFile file, Noted last, JournalFound found, long missing) {
        if (found.last().isEmpty() && !Files.exists(file.journal())) {
            return "The database '%s' has lost something: its journal '%s', with the commits before %s, is gone. The bot goes on with what is there. Put the journal back, or compare with a backup"
                    .formatted(file.path(), file.journal(), last.time());
        }
        return "The database '%s' has lost something: its journal is damaged%s, up to the last one of %s. The bot goes on with what is there; %s. Compare it with a backup"
                .formatted(
                        file.path(),
                        found.last().isEmpty()
                                ? ", and nothing in it can be read of the commits"
                                : ", and " + missing + " commits are missing",
                        last.time(),
                        copy(file.journal()));
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
