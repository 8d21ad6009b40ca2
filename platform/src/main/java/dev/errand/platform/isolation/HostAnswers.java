package dev.errand.platform.isolation;

import dev.errand.api.Reply;
import dev.errand.api.Room;
import dev.errand.api.Secret;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Write;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;

/** Answers what a plugin's process asks outside of its calls; it reaches only what is its own. */
final class HostAnswers {

    private static final int AT_ONCE = 64;

    private final Plan plan;
    private final Logger log;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<Long, Watch> watches = new ConcurrentHashMap<>();

    HostAnswers(Plan plan, Logger log) {
        this.plan = plan;
        this.log = log;
    }

    void take(Link.Asked asked, Link link) {
        switch (asked.what()) {
            case "log" -> log(Wire.read(asked.body(), Contract.LogLine.class));
            case "secret" -> {
                plan.host().secrets().accept(new Secret(asked.body().asString()));
                asked.answer(true);
            }
            case "now" -> asked.answer(plan.host().clock().instant().toString());
            case "unwatch" -> close(watches.remove(asked.body().asLong()));
            default -> {
                // one that asks without end waits for its own answers, not for the host's memory
                free.acquireUninterruptibly();
                var _ = plan.host().threads().start(plan.id() + "-asks", () -> answer(asked, link));
            }
        }
    }

    private static void close(@org.jspecify.annotations.Nullable Watch watch) {
        if (watch != null) {
            watch.close();
        }
    }

    /** Ends what goes on for the process, when it has ended. */
    void close() {
        watches.values().forEach(Watch::close);
    }

    private void log(Contract.LogLine line) {
        switch (line.level()) {
            case "ERROR" -> log.error("{}", line.text());
            case "WARN" -> log.warn("{}", line.text());
            case "INFO" -> log.info("{}", line.text());
            default -> log.debug("{}", line.text());
        }
    }

    private void answer(Link.Asked asked, Link link) {
        try {
            switch (asked.what()) {
                case "store" ->
                        asked.answer(
                                store(Wire.read(asked.body(), Contract.StoreCall.class), link));
                case "together" ->
                        asked.answer(
                                plan.host()
                                        .storage()
                                        .writeTogether(mine(Wire.list(asked.body(), Step.class))));
                case "speak" -> {
                    plan.host()
                            .speaker()
                            .say(
                                    Wire.read(asked.body().path("room"), Room.class),
                                    Wire.read(asked.body().path("reply"), Reply.class));
                    asked.answer(true);
                }
                default -> asked.fail(new IllegalArgumentException(asked.what()));
            }
        } catch (RuntimeException fault) {
            asked.fail(fault);
        } finally {
            free.release();
        }
    }

    private List<Step> mine(List<Step> steps) {
        steps.forEach(step -> mine(step.namespace()));
        return steps;
    }

    private Namespace mine(Namespace namespace) {
        if (!namespace.path().startsWith("plugin/" + plan.id() + "/")) {
            throw new IllegalArgumentException(
                    "The namespace '" + namespace + "' is not of the plugin " + plan.id());
        }
        return namespace;
    }

    private Object store(Contract.StoreCall call, Link link) {
        Namespace in = mine(new Namespace(call.namespace()));
        Storage storage = plan.host().storage();
        JsonNode with = call.with();
        return switch (call.what()) {
            case "read" -> storage.get(in, with.asString());
            case "put" -> storage.put(in, Wire.read(with, Write.class));
            case "compareAndSet" -> {
                OptionalLong version =
                        storage.compareAndSet(
                                in,
                                Wire.read(with.path("write"), Write.class),
                                with.path("expected").asLong());
                yield version;
            }
            case "remove" -> storage.remove(in, with.asString());
            case "compareAndRemove" ->
                    storage.compareAndRemove(
                            in, with.path("key").asString(), with.path("expected").asLong());
            case "list" -> storage.list(in, Wire.read(with, Query.class));
            case "count" -> storage.count(in, with.asString());
            case "watch" -> watch(in, with.asLong(), link);
            default -> throw new IllegalArgumentException(call.what());
        };
    }

    private boolean watch(Namespace in, long id, Link link) {
        Watch watch =
                plan.host()
                        .storage()
                        .watch(
                                in,
                                change ->
                                        link.tell(
                                                "changed",
                                                Map.of(
                                                        "watch",
                                                        id,
                                                        "change",
                                                        Wire.change(change))));
        watches.put(id, watch);
        return true;
    }
}
