package dev.errand.backend.console;

import dev.errand.api.Message;
import dev.errand.backend.spi.ChatContext;
import java.io.IOException;

/** One way to talk at a console. */
interface Session {

    void start(ChatContext context, Conversation conversation) throws IOException;

    /** Shows a reply. What nobody will ever read is dropped in silence. */
    void show(String text);

    /** Shows that the answer takes longer. */
    void working(Message message);

    /** Whether somebody is still there to read. */
    boolean open();

    void stop();
}
