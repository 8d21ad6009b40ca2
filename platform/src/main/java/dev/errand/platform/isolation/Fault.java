package dev.errand.platform.isolation;

import dev.errand.api.UserError;
import dev.errand.storage.spi.StorageException;
import java.util.concurrent.ExecutionException;

/** The kinds of exceptions that the host and a plugin's process tell each other. */
enum Fault {
    USER,
    ARGUMENT,
    STATE,
    STORAGE,
    INTERRUPT,
    OTHER;

    static Fault of(Throwable fault) {
        return switch (fault) {
            case UserError user -> USER;
            case IllegalArgumentException argument -> ARGUMENT;
            case IllegalStateException state -> STATE;
            case StorageException storage -> STORAGE;
            case InterruptedException interrupt -> INTERRUPT;
            default -> OTHER;
        };
    }

    static Exception read(String name, String text) {
        return switch (name) {
            case "USER" -> new UserError(text);
            case "ARGUMENT" -> new IllegalArgumentException(text);
            case "STATE" -> new IllegalStateException(text);
            case "STORAGE" -> new StorageException(text);
            case "INTERRUPT" -> new InterruptedException(text);
            default -> new IllegalStateException(text);
        };
    }

    static RuntimeException unwrap(ExecutionException failed) {
        return switch (failed.getCause()) {
            // thrown anew, so that the trace shows who asked
            case UserError user -> new UserError(String.valueOf(user.getMessage()), user);
            case RuntimeException fault -> fault;
            case null, default -> new IllegalStateException(failed.getCause());
        };
    }
}
