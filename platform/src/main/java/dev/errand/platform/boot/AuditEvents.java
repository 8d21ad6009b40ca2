package dev.errand.platform.boot;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.api.StoreException;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.Health;
import dev.errand.platform.audit.AuditLog;
import dev.errand.platform.audit.AuditRecord;
import dev.errand.platform.identity.Grants;
import dev.errand.platform.plugin.PluginStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in the audit what nobody's message did: chats that are connected and lost, plugins that come
 * and go, configuration that changes. Safe for use by any thread.
 */
final class AuditEvents {

    private static final long PAUSE_MILLIS = 500;
    private static final PersonId HOST = new PersonId("errand", "host");
    private static final PersonId FILE = new PersonId("errand", "file");

    private static final Logger LOG = LoggerFactory.getLogger(AuditEvents.class);

    private final AuditLog log;
    private final InstantSource clock;
    private final Map<String, String> versions = new TreeMap<>();
    private final Map<String, Health.State> states = new HashMap<>();
    private volatile boolean ended;

    AuditEvents(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** From now on what goes, goes because the bot ends. */
    void end() {
        ended = true;
    }

    /** The configuration was read anew. */
    void configuration(boolean taken, List<String> changes) {
        write(
                FILE,
                "file",
                "config reload",
                String.join("; ", changes),
                taken ? "returned" : "refused");
    }

    /** Plugins have come or gone. */
    synchronized void plugins(List<PluginStatus> statuses) {
        if (ended) {
            return;
        }
        Map<String, String> now = new TreeMap<>();
        statuses.stream()
                .filter(status -> !status.version().isEmpty())
                .forEach(status -> now.put(status.id(), status.version()));
        now.forEach((id, version) -> {
            String before = versions.get(id);
            if (before == null) {
                write(HOST, "host", "plugin in service", id + " " + version, "returned");
            } else if (!before.equals(version)) {
                write(
                        HOST,
                        "host",
                        "plugin replaced",
                        id + " " + before + " by " + version,
                        "returned");
            }
        });
        versions.forEach((id, version) -> {
            if (!now.containsKey(id)) {
                write(HOST, "host", "plugin gone", id + " " + version, "returned");
            }
        });
        versions.clear();
        versions.putAll(now);
    }

    /** Looks at the chats, and at the roles whose time is over, until interrupted. */
    void watch(Supplier<Map<String, ChatBackend>> chats, Supplier<List<Grants.Grant>> endedRoles) {
        try {
            while (true) {
                chats.get().forEach(this::chat);
                roles(endedRoles);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void roles(Supplier<List<Grants.Grant>> ended) {
        try {
            for (Grants.Grant grant : ended.get()) {
                LOG.info(
                        "The role {} of {}, given by {}, has ended",
                        grant.role(),
                        grant.person(),
                        grant.by());
                write(
                        HOST,
                        "host",
                        "role ended",
                        grant.role() + " of " + grant.person() + ", given by " + grant.by(),
                        "returned");
            }
        } catch (StoreException later) {
            LOG.debug("Roles that ended stay in the storage for now: {}", later.getMessage());
        }
    }

    /** How a chat stands now. */
    synchronized void chat(String name, ChatBackend chat) {
        Health health = chat.health();
        Health.State before = states.put(name, health.state());
        if (before == health.state() || (before == null && health.state() != Health.State.UP)) {
            return;
        }
        write(
                HOST,
                name,
                health.state() == Health.State.UP ? "chat connected" : "chat lost",
                health.state() == Health.State.UP
                        ? name + (chat.account().isEmpty() ? "" : " as " + chat.account())
                        : (name + " " + health.detail()).strip(),
                health.state() == Health.State.UP ? "returned" : "failed");
    }

    private void write(PersonId who, String where, String what, String detail, String outcome) {
        Instant now = clock.instant();
        log.write(
                new AuditRecord(
                        now,
                        who,
                        new RoomId("errand", where),
                        what,
                        detail,
                        "no rule",
                        outcome,
                        Optional.empty(),
                        Duration.ZERO));
    }
}
