package dev.errand.platform.doctor;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** All that can be looked at, one thing at a time. No look takes longer than its patience. */
public final class Examination {

    private final InstantSource clock;
    private final Duration patience;

    /**
     * Made once.
     *
     * @param clock tells which certificates have expired
     * @param patience how long a server or a login may take
     */
    public Examination(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * The Java that this runs on.
     *
     * @return its version and heap
     */
    public Note java() {
        Runtime.Version version = Runtime.version();
        String words =
                version
                        + " of "
                        + System.getProperty("java.vendor", "somebody unknown")
                        + ", heap up to "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB";
        return version.feature() >= 25
                ? Note.good("Java", words)
                : Note.bad("Java", words, "Install a JDK 25, or set JAVA_HOME to one.");
    }

    /**
     * A folder that the bot writes to, which the first start makes if it is not there.
     *
     * @param name what it is to the bot
     * @param folder where
     * @return whether it can be written, and how much room there is
     */
    public Note folder(String name, Path folder) {
        return Folders.look(name, folder);
    }

    /**
     * A port that the bot opens.
     *
     * @param name what it is to the bot
     * @param bind the address
     * @param port the number
     * @return whether it can be had
     */
    public Note port(String name, String bind, int port) {
        return Ports.look(name, bind, port);
    }

    /**
     * A server that the bot talks to: its name, the way there, and its certificate.
     *
     * @param chat the chat's name
     * @param server the server
     * @return what was found on the way, up to the first thing that is bad
     */
    public List<Note> server(String chat, Server server) {
        return new Servers(clock, patience).look("chat " + chat, server);
    }

    /**
     * Logs in and leaves.
     *
     * @param name the chat's name
     * @param chat a chat that joins no room, not started; stopped by this
     * @return whether the login was taken
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Note login(String name, ChatBackend chat) throws InterruptedException {
        return Logins.look("chat " + name, chat, patience);
    }

    /**
     * The storage.
     *
     * @param type its type
     * @param health opens it, asks how it is, and closes it
     * @return whether it can be used
     */
    public Note storage(String type, Supplier<dev.errand.storage.spi.Health> health) {
        String about = "storage " + type;
        try {
            dev.errand.storage.spi.Health found = health.get();
            return found.up()
                    ? Note.good(about, found.detail().isEmpty() ? "it answers" : found.detail())
                    : Note.bad(about, found.detail(), "Look at what storage says in errand.conf.");
        } catch (RuntimeException e) {
            return Note.bad(
                    about,
                    String.valueOf(e.getMessage()),
                    "Look at what storage says in errand.conf, and whether it runs.");
        }
    }
}
