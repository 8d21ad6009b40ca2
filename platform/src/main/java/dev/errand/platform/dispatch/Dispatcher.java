package dev.errand.platform.dispatch;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Inbox;
import dev.errand.platform.access.Gate;
import dev.errand.platform.audit.AuditLog;
import dev.errand.platform.command.CommandReader;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.config.LimitSettings;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.identity.Identity;
import dev.errand.platform.limit.Limits;
import dev.errand.platform.plugin.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Takes messages from all chats and sees to it that each is answered. Safe for use by any thread.
 */
public final class Dispatcher {

    /**
     * What the way of a message leads through.
     *
     * @param identity stage 1
     * @param reader stage 2
     * @param gate stage 3
     * @param outbox stage 5
     * @param audit stage 6
     * @param help words for people
     * @param limits how much may be run
     * @param quarantine when a plugin is taken out of service, at the moment of asking
     * @param history what each person asked for before
     * @param registered what is registered at the moment of asking
     */
    public record Parts(
            Identity identity,
            CommandReader reader,
            Gate gate,
            Outbox outbox,
            AuditLog audit,
            HelpText help,
            Limits limits,
            Supplier<LimitSettings.Quarantine> quarantine,
            History history,
            Supplier<Snapshot> registered) {}

    private final Outbox outbox;
    private final Conversations conversations = new Conversations();
    private final Lanes lanes;
    private final int queue;

    /**
     * Made once.
     *
     * @param parts what the way of a message leads through
     * @param limits how long things may take
     * @param calls told of every call
     * @param incidents told of every fault
     * @param threads the host's threads
     * @param clock tells the time
     */
    public Dispatcher(
            Parts parts,
            ExecutionLimits limits,
            RunningCalls calls,
            Incidents incidents,
            HostThreads threads,
            InstantSource clock) {
        CommandRuns runs =
                new CommandRuns(
                        parts.outbox(),
                        conversations,
                        calls,
                        clock,
                        limits,
                        parts.quarantine(),
                        threads);
        Permission permission =
                new Permission(parts.identity(), parts.gate(), conversations, parts.outbox());
        Passage passage = new Passage(permission, parts.gate(), parts.limits(), runs);
        this.outbox = parts.outbox();
        this.queue = limits.queue();
        Dealing dealing = new Dealing(threads, incidents, outbox);
        Pipeline pipeline =
                new Pipeline(
                        new Pipeline.Stages(
                                parts.identity(),
                                parts.reader(),
                                parts.gate(),
                                passage,
                                parts.limits(),
                                parts.history(),
                                new Listening(parts.outbox(), passage),
                                conversations,
                                new Wording(parts.help()),
                                parts.outbox(),
                                parts.audit()),
                        dealing,
                        parts.registered(),
                        clock);
        this.lanes =
                new Lanes(
                        threads,
                        limits.queue(),
                        turn -> dealing.here(turn, () -> pipeline.handle(turn)),
                        this::overflow);
    }

    /** Begins to deal with messages; those that were taken before have waited for this. */
    public void begin() {
        lanes.begin();
    }

    /**
     * Takes a message. Returns at once.
     *
     * @param arrival the message and its chat
     * @return a way to wait for the answer
     */
    public Inbox.Receipt receive(Arrival arrival) {
        return lanes.add(arrival);
    }

    private void overflow(Arrival arrival) {
        outbox.answer(
                Outbox.Address.of(arrival),
                Reply.plain(
                        "You have "
                                + queue
                                + " messages waiting here. What you send now is dropped until some of them are done."));
    }

    /**
     * How many messages wait or are being dealt with.
     *
     * @return the number at this moment
     */
    public int underWay() {
        return lanes.underWay();
    }

    /**
     * How many of those wait for an answer of the person who asked.
     *
     * @return the number at this moment
     */
    public int asking() {
        return conversations.waiting();
    }

    /**
     * Waits until every message has been answered.
     *
     * @param patience the longest wait
     * @return whether that came about in time
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        return lanes.awaitIdle(patience);
    }
}
