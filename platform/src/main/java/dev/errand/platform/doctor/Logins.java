package dev.errand.platform.doctor;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.Completion;
import dev.errand.backend.spi.Draft;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Logs in to a chat, and leaves it again without a word. */
final class Logins {

    private static final int PAUSE_MILLIS = 20;

    private Logins() {}

    static Note look(String name, ChatBackend chat, Duration patience) throws InterruptedException {
        String about = name + " login";
        try {
            chat.start(new Deaf());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Note.bad(about, String.valueOf(e.getMessage()), "Change it in errand.conf.");
        }
        try {
            return judged(about, settled(chat, patience), patience);
        } finally {
            chat.stop();
        }
    }

    private static Health settled(ChatBackend chat, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Health health = chat.health();
        while (health.state() == Health.State.CONNECTING && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            health = chat.health();
        }
        return health;
    }

    private static Note judged(String about, Health health, Duration patience) {
        String detail = health.detail().isEmpty() ? "" : ": " + health.detail();
        return switch (health.state()) {
            case UP -> Note.good(about, "taken" + detail);
            case DOWN ->
                    Note.bad(
                            about,
                            "refused" + detail,
                            "Look at the account and its password or token.");
            case CONNECTING ->
                    Note.bad(
                            about,
                            "none within " + patience.toSeconds() + " s" + detail,
                            "Look at the server, the account and, with TLS, at whom the certificate is trusted by.");
        };
    }

    /** Whatever is said meanwhile is not for a doctor. */
    private static final class Deaf implements Inbox {

        @Override
        public Receipt receive(InboundMessage message) {
            return () -> {};
        }

        @Override
        public List<Completion> complete(Draft draft) {
            return List.of();
        }

        @Override
        public void watchCommands(Consumer<List<CommandOutline>> watcher) {}

        @Override
        public void finish(String reason) {}
    }
}
