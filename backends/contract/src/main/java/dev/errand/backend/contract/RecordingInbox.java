package dev.errand.backend.contract;

import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.Completion;
import dev.errand.backend.spi.Draft;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** A host that keeps what it is told and answers as the test says. Safe for use by any thread. */
public final class RecordingInbox implements Inbox {

    private final List<InboundMessage> received = new CopyOnWriteArrayList<>();
    private final List<Draft> drafts = new CopyOnWriteArrayList<>();
    private final List<String> finished = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<CommandOutline>>> watchers = new CopyOnWriteArrayList<>();
    private volatile List<CommandOutline> commands = List.of();
    private volatile Function<InboundMessage, Receipt> answer = message -> () -> {};
    private volatile Function<Draft, List<Completion>> completions = draft -> List.of();

    /** A host that answers nothing and completes nothing. */
    public RecordingInbox() {}

    /**
     * Says what to do with each message from now on, before {@link #receive} returns.
     *
     * @param action called by the chat's thread
     * @return this inbox
     */
    public RecordingInbox answering(Consumer<InboundMessage> action) {
        return receipts(message -> {
            action.accept(message);
            return () -> {};
        });
    }

    /**
     * Says what to do with each message from now on, and when it has been dealt with.
     *
     * @param action called by the chat's thread; its receipt is what the chat waits for
     * @return this inbox
     */
    public RecordingInbox receipts(Function<InboundMessage, Receipt> action) {
        answer = action;
        return this;
    }

    /**
     * Says how to complete each line from now on.
     *
     * @param action called by the chat's thread
     * @return this inbox
     */
    public RecordingInbox completing(Function<Draft, List<Completion>> action) {
        completions = action;
        return this;
    }

    @Override
    public Receipt receive(InboundMessage message) {
        received.add(message);
        return answer.apply(message);
    }

    @Override
    public List<Completion> complete(Draft draft) {
        drafts.add(draft);
        return completions.apply(draft);
    }

    @Override
    public void watchCommands(Consumer<List<CommandOutline>> watcher) {
        watchers.add(watcher);
        watcher.accept(commands);
    }

    /**
     * Says which commands there are from now on.
     *
     * @param outlines all of them
     * @return this inbox
     */
    public RecordingInbox offering(CommandOutline... outlines) {
        commands = List.of(outlines);
        watchers.forEach(watcher -> watcher.accept(commands));
        return this;
    }

    @Override
    public void finish(String reason) {
        finished.add(reason);
    }

    /**
     * What came, in its order.
     *
     * @return all messages up to now
     */
    public List<InboundMessage> received() {
        return List.copyOf(received);
    }

    /**
     * What people said, without what bots and the backend itself said.
     *
     * @return the texts up to now
     */
    public List<String> texts() {
        return received.stream()
                .filter(message -> message.author() == InboundMessage.Author.PERSON)
                .map(message -> message.message().text())
                .toList();
    }

    /**
     * The lines that were to be completed.
     *
     * @return all drafts up to now
     */
    public List<Draft> drafts() {
        return List.copyOf(drafts);
    }

    /**
     * Why the chat asked the bot to end.
     *
     * @return the reasons up to now, empty if it did not ask
     */
    public List<String> finished() {
        return List.copyOf(finished);
    }
}
