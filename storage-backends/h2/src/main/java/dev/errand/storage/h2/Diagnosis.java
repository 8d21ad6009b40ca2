package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;

/** Turns what H2 throws into what an operator can act on. */
final class Diagnosis {

    private Diagnosis() {}

    /** Says why the database does not do what it was asked. */
    static StorageException of(DatabaseFile file, SQLException e) {
        if (mentions(e, "no space left", "disk full", "not enough space", "quota exceeded")) {
            return new StorageException(
                    "The disk is full: nothing more can be written to '"
                            + file.path()
                            + "'. Free some space"
                            + freeSpace(file)
                            + "; the storage goes on by itself then",
                    e);
        }
        return switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> inUse(file, e);
            case ErrorCode.FILE_CORRUPTED_1 -> file.damaged("H2 cannot read it", e);
            case ErrorCode.FILE_VERSION_ERROR_1 -> otherVersion(file, e);
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                    new StorageException(
                            "The database '"
                                    + file.path()
                                    + "' was made by another application: it asks for a user and a password. Configure another file",
                            e);
            case ErrorCode.DATABASE_IS_READ_ONLY ->
                    new StorageException(
                            "The database '"
                                    + file.path()
                                    + "' can be read only. Give the bot's user write access to the file and its folder",
                            e);
            case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1, ErrorCode.DATABASE_NOT_FOUND_1 ->
                    new StorageException(
                            "The database '"
                                    + file.path()
                                    + "' is gone. Put it back, or restart the bot to start with an empty storage",
                            e);
            default -> other(file, e);
        };
    }

    /** Says why the file cannot be read, by the code of H2's inner storage. */
    static StorageException of(DatabaseFile file, int code, RuntimeException e) {
        return switch (code) {
            case DataUtils.ERROR_FILE_LOCKED -> inUse(file, e);
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> otherVersion(file, e);
            default -> file.damaged("H2 cannot read it", e);
        };
    }

    /** Says that the time for it was over. */
    static StorageException noAnswer(DatabaseFile file, Duration patience, boolean begun) {
        return new StorageException(
                "The database '"
                        + file.path()
                        + "' did not answer within "
                        + patience.toSeconds()
                        + " s"
                        + (begun ? "; what was asked may still be done" : "")
                        + ". Look at the load of the disk");
    }

    /** Says that it is over. */
    static StorageException closed(DatabaseFile file) {
        return new StorageException(
                "The database '"
                        + file.path()
                        + "' is closed, as the bot is ending or restarting its storage");
    }

    /** Says that it is at its wits' end. */
    static StorageException unexpected(DatabaseFile file, Throwable why) {
        return new StorageException("The database '" + file.path() + "' failed unexpectedly", why);
    }

    private static StorageException inUse(DatabaseFile file, Exception e) {
        String owner =
                file.ownerNote().read().map(note -> " by " + note).orElse(", by whom is not known");
        return new StorageException(
                "The database '"
                        + file.path()
                        + "' is in use"
                        + owner
                        + ". Stop that process, or give this bot another home",
                e);
    }

    private static StorageException otherVersion(DatabaseFile file, Exception e) {
        return new StorageException(
                "The database '"
                        + file.path()
                        + "' was written by another version of H2, probably a newer one."
                        + " It was left as it is. Start the newer Errand again, or put back a backup from this one",
                e);
    }

    /**
     * The driver's message may quote values, so only its code is told where a value could be the
     * matter.
     */
    private static StorageException other(DatabaseFile file, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String message =
                "The database '" + file.path() + "' failed with H2's error " + e.getErrorCode();
        if (state.startsWith("22") || state.startsWith("23")) {
            return new StorageException(message);
        }
        return new StorageException(
                message + ". If this goes on, restart the bot; its log has the cause", e);
    }

    private static boolean mentions(Throwable e, String... words) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            for (String word : words) {
                if (message.contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String freeSpace(DatabaseFile file) {
        try {
            return " ("
                    + Files.getFileStore(file.path()).getUsableSpace() / 1024
                    + " KiB are left)";
        } catch (IOException e) {
            return "";
        }
    }
}
