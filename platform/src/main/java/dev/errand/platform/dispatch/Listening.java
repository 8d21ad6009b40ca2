package dev.errand.platform.dispatch;

import dev.errand.api.Caller;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.execution.Outcome;
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
    private final Passage passage;
    private final Set<String> blamed = ConcurrentHashMap.newKeySet();

    Listening(Outbox outbox, Passage passage) {
        this.outbox = outbox;
        this.passage = passage;
    }

    /**
     * Calls every listener whose pattern is found, in their order; tells whether one was called.
     */
    boolean hear(Snapshot snapshot, Caller caller, Turn turn, Outbox.Address address)
            throws InterruptedException {
        boolean heard = false;
        for (BoundListener listener : snapshot.listeners()) {
            Optional<MatchResult> match = find(listener, turn.arrival().message().text());
            if (match.isPresent()) {
                heard |= call(listener, match.get(), caller, turn, address);
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

    /** Tells whether it was called, or would have been if its plugin were well. */
    private boolean call(
            BoundListener listener,
            MatchResult match,
            Caller caller,
            Turn turn,
            Outbox.Address address)
            throws InterruptedException {
        String name = listener.definition().plugin() + "." + listener.definition().name();
        return switch (passage.listener(listener, match, caller, turn, address)) {
            case Passage.Passed.Ran(Outcome outcome) -> {
                if (outcome instanceof Outcome.Returned(var replies)) {
                    replies.forEach(reply -> outbox.answer(address, reply));
                } else if (!(outcome instanceof Outcome.Failed)) {
                    LOG.warn("The listener {} did not finish: {}", name, outcome);
                }
                yield true;
            }
            case Passage.Passed.Denied(var denied) -> {
                LOG.debug(
                        "The listener {} is not called for {}: {}",
                        name,
                        caller.person().id(),
                        denied.rule());
                yield false;
            }
            case Passage.Passed.Limited(var over) -> {
                LOG.debug("The listener {} is not called: {}", name, over.rule());
                yield true;
            }
            case Passage.Passed.OutOfService outOfService -> true;
            case Passage.Passed.Withdrawn withdrawn -> false;
            case Passage.Passed.Led led -> led.answered();
        };
    }
}
