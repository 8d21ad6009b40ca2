package dev.errand.platform.shell;

import dev.errand.platform.execution.HostThreads;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket in the bot's home. One connection, one command: a length and the command in UTF-8; back
 * come lengths and texts, then -1 and the status. The file system lets only the bot's own user in.
 */
final class ShellDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShellDoor.class);
    private static final int LONGEST = 1 << 16;
    private static final int END = -1;

    private final Path socket;
    private final ServerSocketChannel server;
    private final Shell shell;
    private final HostThreads threads;

    private ShellDoor(Path socket, ServerSocketChannel server, Shell shell, HostThreads threads) {
        this.socket = socket;
        this.server = server;
        this.shell = shell;
        this.threads = threads;
    }

    static ShellDoor open(Path socket, Shell shell, HostThreads threads) throws IOException {
        Path folder = Objects.requireNonNull(socket.getParent());
        Files.createDirectories(folder);
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (UnsupportedOperationException elsewhere) {
            throw new IOException("this system has no permissions for the folder " + folder);
        }
        // left by a bot that was killed; nobody else has the home now
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        ShellDoor door = new ShellDoor(socket, server, shell, threads);
        threads.start("shell", door::listen);
        return door;
    }

    private void listen() {
        while (server.isOpen()) {
            try {
                SocketChannel caller = server.accept();
                threads.start("shell-command", () -> serve(caller));
            } catch (AsynchronousCloseException closed) {
                return;
            } catch (IOException e) {
                LOG.debug("A command of the shell did not get through: {}", e.toString());
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(caller));
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(caller));
            int status = shell.run(read(in), text -> tell(out, text));
            out.writeInt(END);
            out.writeInt(status);
            out.flush();
        } catch (IOException gone) {
            LOG.debug("A command of the shell was left alone: {}", gone.toString());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(DataOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (out) {
                out.writeInt(bytes.length);
                out.write(bytes);
                out.flush();
            }
        } catch (IOException gone) {
            // the command goes on, although nobody listens any more
            LOG.debug("Nobody hears what a command of the shell says: {}", gone.toString());
        }
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a command of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    static OptionalInt ask(Path socket, String line, Consumer<String> said) throws IOException {
        if (Files.notExists(socket)) {
            return OptionalInt.empty();
        }
        try (SocketChannel bot = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                bot.connect(UnixDomainSocketAddress.of(socket));
            } catch (ConnectException nobody) {
                return OptionalInt.empty();
            } catch (IOException e) {
                throw new IOException(
                        "the bot of this home cannot be asked over "
                                + socket
                                + ": "
                                + e.getMessage()
                                + "; only the user that it runs as may",
                        e);
            }
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(bot));
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            return OptionalInt.of(
                    answers(
                            new DataInputStream(
                                    new BufferedInputStream(Channels.newInputStream(bot))),
                            said));
        }
    }

    private static int answers(DataInputStream in, Consumer<String> said) throws IOException {
        for (int length = in.readInt(); length != END; length = in.readInt()) {
            said.accept(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        return in.readInt();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
