package dev.errand.backend.contract;

import dev.errand.backend.spi.ChatContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a chat is lent in a test: real threads, the system's clock, a folder of the test. Safe for
 * use by any thread.
 */
public final class TestChatContext implements ChatContext, AutoCloseable {

    private final String chat;
    private final Path folder;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

    /**
     * A context for one chat.
     *
     * @param chat the chat's name in the configuration
     * @param folder an existing folder
     */
    public TestChatContext(String chat, Path folder) {
        this.chat = chat;
        this.folder = folder;
    }

    @Override
    public String chat() {
        return chat;
    }

    @Override
    public String botName() {
        return "errand";
    }

    @Override
    public String prefix() {
        return "!";
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger("chat." + chat);
    }

    @Override
    public Thread startThread(String purpose, Runnable work) {
        Thread thread =
                Thread.ofVirtual()
                        .name(chat + "-" + purpose)
                        .uncaughtExceptionHandler((failed, problem) -> thrown.add(problem))
                        .start(work);
        threads.add(thread);
        return thread;
    }

    /**
     * What the chat's threads did not catch.
     *
     * @return everything thrown up to now
     */
    public List<Throwable> thrown() {
        return List.copyOf(thrown);
    }

    /** Interrupts the chat's threads, as the host does when the chat has been stopped. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
