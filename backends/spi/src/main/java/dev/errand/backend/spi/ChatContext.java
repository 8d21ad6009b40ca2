package dev.errand.backend.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;

/** What the host lends a chat for its life. Safe for use by any thread. */
public interface ChatContext {

    /**
     * The name under {@code chats} in {@code errand.conf}: the first half of every id of this chat.
     *
     * @return the name, such as {@code office}
     */
    String chat();

    /**
     * What the bot calls itself where the chat lets it choose.
     *
     * @return the name
     */
    String botName();

    /**
     * What every command begins with.
     *
     * @return the prefix, such as {@code !}
     */
    String prefix();

    /**
     * A folder of this chat's own that outlives the process.
     *
     * @return an existing folder
     */
    Path folder();

    /**
     * The clock to tell time by.
     *
     * @return the host's clock
     */
    InstantSource clock();

    /**
     * The log of this chat. No message text and no secret belongs into it.
     *
     * @return a logger named after the chat
     */
    Logger logger();

    /**
     * Starts a virtual thread that is named after the chat. It is interrupted when the chat has
     * been stopped.
     *
     * @param purpose what it does, in one or two words
     * @param work what to run; what it throws is logged
     * @return the started thread
     */
    Thread startThread(String purpose, Runnable work);
}
