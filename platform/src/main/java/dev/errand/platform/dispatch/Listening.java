package dev.errand.platform.dispatch;

import dev.errand.api.Caller;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.plugin.Invocations;
import dev.errand.platform.plugin.Snapshot;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what people say to each other to those plugins that listen for it. Their failures stay in
 * the log: nobody asked them.
 */
final class Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final Outbox outbox;
    private final Conversations conversations;
    private final CommandRuns runs;
    private final ExecutionLimits limits;
    private final Set<String> blamed = ConcurrentHashMap.newKeySet();

    Listening(
            Outbox outbox, Conversations conversations, CommandRuns runs, ExecutionLimits limits) {
        this.outbox = outbox;
        this.conversations = conversations;
        this.runs = runs;
        this.limits = limits;
    }

    /** Calls every listener whose pattern is found, in their order; tells whether there was one. */
    boolean hear(Snapshot snapshot, Caller caller, Turn turn, Outbox.Address address)
            throws InterruptedException {
        boolean heard = false;
        for (BoundListener listener : snapshot.listeners()) {
            Optional<MatchResult> match = find(listener, turn.arrival().message().text());
            if (match.isPresent()) {
                heard = true;
                call(listener, match.get(), caller, turn, address);
            }
        }
        return heard;
    }

    private Optional<MatchResult> find(BoundListener listener, String text) {
        try {
            return BoundedText.find(listener.definition().pattern(), text);
        } catch (BoundedText.TooManySteps e) {
            String name = listener.definition().plugin() + "." + listener.definition().name();
            if (blamed.add(name)) {
                LOG.warn(
                        "The pattern of {} takes too many steps on some messages, which are then taken as not matching",
                        name);
            }
            return Optional.empty();
        }
    }

    private void call(
            BoundListener listener,
            MatchResult match,
            Caller caller,
            Turn turn,
            Outbox.Address address)
            throws InterruptedException {
        ActiveCall call = new ActiveCall(caller, turn, address, outbox, conversations);
        String plugin = listener.definition().plugin();
        try {
            Outcome outcome =
                    runs.start(
                            listener.threads(),
                            runs.info(
                                    plugin,
                                    "listener " + listener.definition().name(),
                                    caller,
                                    turn.arrival().message()),
                            call.tracked(Invocations.listener(listener, match, call)),
                            turn,
                            limits.deadline());
            if (outcome instanceof Outcome.Returned(var replies)) {
                replies.forEach(reply -> outbox.answer(address, reply));
            } else if (!(outcome instanceof Outcome.Failed)) {
                LOG.warn(
                        "The listener {} of {} did not finish: {}",
                        listener.definition().name(),
                        plugin,
                        outcome);
            }
        } finally {
            call.end();
        }
    }
}
