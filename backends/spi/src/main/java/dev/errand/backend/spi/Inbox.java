package dev.errand.backend.spi;

import java.util.List;
import java.util.function.Consumer;

/** The host's side of a chat. All methods may be called from any thread. */
public interface Inbox {

    /**
     * Takes a message. Returns at once, whatever the message does; one that comes while the plugins
     * are still being loaded waits until they are there. When very many messages of the same person
     * wait in the same room already, the person is told so once and the message is dropped.
     *
     * @param message what was said
     * @return a way to wait for the answer, for a chat that reads a script
     */
    Receipt receive(InboundMessage message);

    /**
     * What could stand at the end of a line that is being typed, for what this person may run.
     *
     * @param draft who types what, where
     * @return the completions, best first, at most 50
     */
    List<Completion> complete(Draft draft);

    /**
     * Tells the commands there are, for a chat that offers them in a menu of its own: once before
     * this returns, or later when the plugins of the start are there, and again whenever they
     * change. Hidden commands are left out; who may run one is decided when it is run.
     *
     * @param watcher takes all of them each time, in the order of their names; called by any
     *     thread, and must return at once
     */
    void watchCommands(Consumer<List<CommandOutline>> watcher);

    /**
     * Asks the bot to end after everything received has been answered, such as at the end of a
     * script.
     *
     * @param reason why, for the log
     */
    void finish(String reason);

    /** A received message's way to its end. */
    interface Receipt {

        /**
         * Waits until the message has been dealt with: every reply was given to {@link
         * ChatBackend#send}, or the command asks and waits for another message.
         *
         * @throws InterruptedException if the waiting thread was interrupted
         */
        void await() throws InterruptedException;
    }
}
