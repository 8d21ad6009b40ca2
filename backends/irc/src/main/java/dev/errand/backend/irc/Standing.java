package dev.errand.backend.irc;

import dev.errand.backend.spi.Health;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** How the connection stands; says each change once in the log and not each try. */
final class Standing {

    private final InstantSource clock;
    private final Logger logger;
    private final String server;
    private final IntSupplier waiting;
    private final List<Supplier<String>> remarks = new ArrayList<>();
    private volatile Health health;
    private boolean told;

    Standing(InstantSource clock, Logger logger, String server, IntSupplier waiting) {
        this.waiting = waiting;
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
        health = health.becoming(Health.State.UP, "", clock.instant());
    }

    synchronized void lost(String reason) {
        if (!told) {
            logger.warn("Not connected to {}: {}. Trying again until it works", server, reason);
            told = true;
        }
        health = health.becoming(Health.State.CONNECTING, reason, clock.instant());
    }

    synchronized void down(String reason) {
        logger.error("Given up {}: {}", server, reason);
        health = health.becoming(Health.State.DOWN, reason, clock.instant());
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
        remarks.stream().map(Supplier::get).filter(text -> !text.isEmpty()).forEach(parts::add);
        return now.with(String.join("; ", parts), waiting.getAsInt());
    }
}
