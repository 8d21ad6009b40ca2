package dev.errand.backend.slack;

import dev.errand.api.Secret;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** The channels of {@code rooms}, joined once the chat is there; for a thread of its own. */
final class StartRooms implements Runnable {

    private final List<String> names;
    private final RoomControl rooms;
    private final Logger logger;
    private final CountDownLatch up = new CountDownLatch(1);
    private final Map<String, String> refused = new LinkedHashMap<>();

    StartRooms(List<String> names, RoomControl rooms, Logger logger) {
        this.names = names;
        this.rooms = rooms;
        this.logger = logger;
    }

    /** The chat is there. */
    void up() {
        up.countDown();
    }

    @Override
    public void run() {
        try {
            up.await();
            for (String name : names) {
                join(name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void join(String name) throws InterruptedException {
        try {
            var _ = rooms.join(name, new Secret(""));
        } catch (RoomException e) {
            logger.warn("Not in '{}': {}", name, e.getMessage());
            synchronized (refused) {
                refused.put(name, String.valueOf(e.getMessage()));
            }
        }
    }

    /** What an operator should know. */
    String remark() {
        synchronized (refused) {
            return refused.entrySet().stream()
                    .map(each -> "not in '" + each.getKey() + "': " + each.getValue())
                    .collect(Collectors.joining("; "));
        }
    }
}
