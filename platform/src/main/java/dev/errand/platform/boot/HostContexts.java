package dev.errand.platform.boot;

import dev.errand.backend.spi.ChatContext;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.execution.HostThreads;
import dev.errand.storage.spi.StorageContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What chats and the storage see of the host, and the threads that they have started. */
final class HostContexts {

    private final Place place;
    private final ErrandConfig config;
    private final HostThreads threads;
    private final InstantSource clock;
    private final Queue<Thread> started = new ConcurrentLinkedQueue<>();

    HostContexts(Place place, ErrandConfig config, HostThreads threads, InstantSource clock) {
        this.place = place;
        this.config = config;
        this.threads = threads;
        this.clock = clock;
    }

    StorageContext storage() {
        return new StorageContext() {
            @Override
            public Path folder() {
                return place.data();
            }

            @Override
            public InstantSource clock() {
                return clock;
            }

            @Override
            public Logger logger() {
                return LoggerFactory.getLogger("storage");
            }

            @Override
            public Thread startThread(String purpose, Runnable work) {
                return start("storage-" + purpose, work);
            }
        };
    }

    ChatContext chat(String name) {
        Path folder = place.data().resolve("chats").resolve(name);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CannotStart(
                    Main.FAILED,
                    "The folder " + folder + " cannot be made: " + Place.reason(e) + ".");
        }
        return new ChatContext() {
            @Override
            public String chat() {
                return name;
            }

            @Override
            public String botName() {
                return config.name();
            }

            @Override
            public String prefix() {
                return config.prefix();
            }

            @Override
            public Path folder() {
                return folder;
            }

            @Override
            public InstantSource clock() {
                return clock;
            }

            @Override
            public Logger logger() {
                return LoggerFactory.getLogger("chat." + name);
            }

            @Override
            public Thread startThread(String purpose, Runnable work) {
                return start("chat-" + name + "-" + purpose, work);
            }
        };
    }

    private Thread start(String name, Runnable work) {
        Thread thread = threads.start(name, work);
        started.removeIf(earlier -> !earlier.isAlive());
        started.add(thread);
        return thread;
    }

    /** Interrupts what chats and storage left running. */
    void interruptAll() {
        started.forEach(Thread::interrupt);
    }
}
