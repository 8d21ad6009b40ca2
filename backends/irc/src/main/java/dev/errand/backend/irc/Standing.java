package dev.errand.backend.irc;

import dev.errand.backend.spi.Health;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** How the connection stands; says each change once in the log and not each try. */
final class Standing {

    private final InstantSource clock;
    private final Logger logger;
    private final String server;
    private final List<Supplier<String>> remarks = new ArrayList<>();
    private volatile Health health;
    private boolean told;

    Standing(InstantSource clock, Logger logger, String server) {
        this.clock = clock;
        this.logger = logger;
        this.server = server;
        this.health = new Health(Health.State.CONNECTING, "", clock.instant());
    }

    /** Something to say beside the state, empty if there is nothing. Only before the start. */
    void remark(Supplier<String> remark) {
        remarks.add(remark);
    }

    synchronized void up(String nick) {
        logger.info("Connected to {} as {}", server, nick);
        told = false;
        health = new Health(Health.State.UP, "", clock.instant());
    }

    synchronized void lost(String reason) {
        if (!told) {
            logger.warn("Not connected to {}: {}. Trying again until it works", server, reason);
            told = true;
        }
        boolean news = health.state() != Health.State.CONNECTING;
        health =
                new Health(
                        Health.State.CONNECTING, reason, news ? clock.instant() : health.since());
    }

    synchronized void down(String reason) {
        logger.error("Given up {}: {}", server, reason);
        health = new Health(Health.State.DOWN, reason, clock.instant());
    }

    boolean isDown() {
        return health.state() == Health.State.DOWN;
    }

    boolean isUp() {
        return health.state() == Health.State.UP;
    }

    Health health() {
        Health now = health;
        List<String> parts = new ArrayList<>();
        if (!now.detail().isEmpty()) {
            parts.add(now.detail());
        }
        remarks.stream().map(Supplier::get).filter(text -> !text.isEmpty()).forEach(parts::add);
        return new Health(now.state(), String.join("; ", parts), now.since());
    }
}
