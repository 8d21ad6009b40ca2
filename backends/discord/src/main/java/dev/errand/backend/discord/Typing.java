package dev.errand.backend.discord;

import dev.errand.api.Message;
import dev.errand.backend.spi.ChatContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows that the bot types, anew every few seconds, as Discord forgets it after ten. */
final class Typing {

    private static final Duration EVERY = Duration.ofSeconds(8);

    private final ChatContext context;
    private final Connection connection;
    private final Map<String, Thread> shown = new ConcurrentHashMap<>();

    Typing(ChatContext context, Connection connection) {
        this.context = context;
        this.connection = connection;
    }

    void begin(Message message) {
        shown.computeIfAbsent(
                message.id(), id -> context.startThread("typing", () -> show(message)));
    }

    void end(Message message) {
        Thread thread = shown.remove(message.id());
        if (thread != null) {
            thread.interrupt();
        }
    }

    void endAll() {
        shown.values().forEach(Thread::interrupt);
    }

    private void show(Message message) {
        try {
            while (true) {
                if (connection.open()) {
                    Rest.typing(connection.awaitOpen(), Target.channel(connection, message));
                }
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (Exception noSuchPlace) {
            // a sign of work is not worth a line in the log
        }
    }
}
