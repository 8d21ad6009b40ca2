package dev.errand.backend.discord;

import dev.errand.backend.spi.ChatContext;
import java.time.Duration;
import java.util.function.Consumer;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/**
 * Lets JDA begin sessions on threads of the chat, no more often than Discord allows, and at the
 * configured gateway.
 */
final class Sessions extends SessionControllerAdapter {

    private static final Duration APART = Duration.ofSeconds(IDENTIFY_DELAY);

    private final ChatContext context;
    private final String gateway;
    private final Consumer<RuntimeException> failed;
    private long lastNanos = System.nanoTime() - APART.toNanos();

    /**
     * Made once for each login.
     *
     * @param failed told why the first session did not come about; JDA tries later ones again
     */
    Sessions(ChatContext context, String gateway, Consumer<RuntimeException> failed) {
        this.context = context;
        this.gateway = gateway;
        this.failed = failed;
    }

    @Override
    public String getGateway() {
        return gateway;
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        context.startThread("session", () -> begin(node));
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        // A session that was removed finds its JDA shut down and does nothing.
    }

    private void begin(SessionConnectNode node) {
        try {
            Thread.sleep(Duration.ofNanos(place() - System.nanoTime()));
            node.run(true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** When the next session may begin. */
    private synchronized long place() {
        long soonest = lastNanos + APART.toNanos();
        long now = System.nanoTime();
        lastNanos = soonest - now > 0 ? soonest : now;
        return lastNanos;
    }
}
