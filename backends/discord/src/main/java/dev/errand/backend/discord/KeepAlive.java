package dev.errand.backend.discord;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;

/**
 * Notices a dead link. Discord asks for a heartbeat every 41 seconds, of which JDA lets two go
 * unanswered; here are more of them, and a link that answers none is cut, so that JDA resumes.
 */
final class KeepAlive implements Runnable {

    private static final int HEARTBEAT = 1;

    private final Duration every;
    private final Supplier<Optional<JDA>> jda;
    private final LinkState state;
    private final PromptSockets sockets;

    KeepAlive(Duration every, Supplier<Optional<JDA>> jda, LinkState state, PromptSockets sockets) {
        this.every = every;
        this.jda = jda;
        this.state = state;
        this.sockets = sockets;
    }

    @Override
    public void run() {
        long silence = every.multipliedBy(5).dividedBy(2).toNanos();
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(every.dividedBy(2));
                if (state.open() && state.silentNanos() > silence) {
                    state.heard();
                    sockets.cutAll();
                }
                Thread.sleep(every.dividedBy(2));
                if (state.open()) {
                    jda.get().ifPresent(KeepAlive::beat);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void beat(JDA jda) {
        ((JDAImpl) jda)
                .getClient()
                .send(DataObject.empty().put("op", HEARTBEAT).put("d", jda.getResponseTotal()));
    }
}
