package dev.errand.platform.health;

import dev.errand.backend.spi.Health.State;
import dev.errand.platform.execution.HostThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Looks whether the bot is alive and whether it is of use. No look takes longer than its patience.
 */
final class Checkup {

    private final Vitals vitals;
    private final HostThreads threads;
    private final Duration patience;

    Checkup(Vitals vitals, HostThreads threads, Duration patience) {
        this.vitals = vitals;
        this.threads = threads;
        this.patience = patience;
    }

    /**
     * Whether a message that came in now would be dealt with: lanes are virtual threads, and where
     * none of these gets to run any more, only a restart helps. A storage or a chat that is away is
     * no reason: a restart would not bring it back.
     */
    Finding alive() throws InterruptedException {
        return within(() -> Finding.of("alive", List.of()))
                .orElseGet(() ->
                        new Finding(
                                false,
                                List.of(
                                        "no message lane has run for "
                                                + patience.toMillis()
                                                + " ms")));
    }

    /** Whether somebody who talked to the bot now would be served. */
    Finding ready() throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        if (!vitals.started().getAsBoolean()) {
            wrong.add("the bot is starting or ending");
        }
        Optional<dev.errand.storage.spi.Health> storage = storage();
        if (storage.isEmpty()) {
            wrong.add("storage: no answer in " + patience.toMillis() + " ms");
        } else if (!storage.get().up()) {
            wrong.add("storage: " + storage.get().detail());
        }
        Map<String, dev.errand.backend.spi.Health> chats = new TreeMap<>(vitals.chats().get());
        if (chats.values().stream().noneMatch(chat -> chat.state() == State.UP)) {
            wrong.add("no chat is connected");
            chats.forEach((name, chat) -> wrong.add("chat " + name + ": " + chat.detail()));
        }
        // Told either way, but no reason to send nobody here any more.
        List<String> words = new ArrayList<>(wrong.isEmpty() ? List.of("ready") : wrong);
        vitals.backups().get().ifPresent(trouble -> words.add("backup: " + trouble));
        return new Finding(wrong.isEmpty(), words);
    }

    /** The storage's word, empty if it does not give it in time. */
    Optional<dev.errand.storage.spi.Health> storage() throws InterruptedException {
        return within(vitals.storage());
    }

    private <T> Optional<T> within(Supplier<T> question) throws InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        threads.start(
                "health",
                () -> {
                    try {
                        answer.complete(question.get());
                    } catch (RuntimeException fault) {
                        answer.completeExceptionally(fault);
                    }
                });
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException none) {
            return Optional.empty();
        }
    }
}
