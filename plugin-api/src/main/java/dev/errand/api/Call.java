package dev.errand.api;

import java.time.Duration;

/**
 * One run of a command or listener: who asked, where, and how to talk back before the method
 * returns. Valid until the method has returned; afterwards, and after the deadline, its sending
 * methods throw {@link IllegalStateException}.
 */
public interface Call {

    /** How long {@link #ask(String)} and {@link #confirm(String)} wait for an answer. */
    Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Who runs it.
     *
     * @return the person and their roles
     */
    Caller caller();

    /**
     * What was said.
     *
     * @return the message that led to this call
     */
    Message message();

    /**
     * Where it was said, and where replies go.
     *
     * @return the room
     */
    default Room room() {
        return message().room();
    }

    /**
     * Sends a message at once, before the method returns; for progress of long work.
     *
     * @param reply what to say
     */
    void say(Reply reply);

    /**
     * Sends Markdown at once, before the method returns.
     *
     * @param markdown what to say
     */
    default void say(String markdown) {
        say(Reply.text(markdown));
    }

    /**
     * Shows how far the command is. In a chat that can change messages, the first call sends one
     * message and each further call changes it, at most once a second; in others a message is sent
     * at most every five seconds. What comes sooner is left out, so it may be called as often as
     * one likes. The default sends each as {@link #say(Reply)} does.
     *
     * @param reply how far it is
     * @throws IllegalStateException if the call has ended
     */
    default void progress(Reply reply) {
        say(reply);
    }

    /**
     * Shows how far the command is, as {@link #progress(Reply)} does.
     *
     * @param markdown how far it is, in Markdown
     * @throws IllegalStateException if the call has ended
     */
    default void progress(String markdown) {
        progress(Reply.text(markdown));
    }

    /**
     * Asks the caller and waits for their next message in the same room that is not a command.
     * Other commands, the caller's own too, go on meanwhile, and the command's deadline stands
     * still.
     *
     * @param question Markdown
     * @param patience the longest wait
     * @return what the caller said, without surrounding white space
     * @throws UserError if nothing came in time, or the caller said {@code cancel}
     * @throws InterruptedException if the call was killed meanwhile
     */
    String ask(String question, Duration patience) throws InterruptedException;

    /**
     * Like {@link #ask(String, Duration)} with {@link #PATIENCE}.
     *
     * @param question Markdown
     * @return what the caller said
     * @throws InterruptedException if the call was killed meanwhile
     */
    default String ask(String question) throws InterruptedException {
        return ask(question, PATIENCE);
    }

    /**
     * Asks the caller yes or no, again when the answer is neither.
     *
     * @param question Markdown
     * @return whether the answer was yes
     * @throws UserError if nothing came in time
     * @throws InterruptedException if the call was killed meanwhile
     */
    boolean confirm(String question) throws InterruptedException;
}
