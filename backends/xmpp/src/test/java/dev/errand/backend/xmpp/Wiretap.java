package dev.errand.backend.xmpp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the bot and the server: cuts the link, refuses it, or lets it go silent. */
final class Wiretap implements AutoCloseable {

    private final int target;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean refusing;
    private volatile boolean silent;

    Wiretap(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many connections have been tried. */
    int accepted() {
        return accepted.get();
    }

    void cut() {
        refusing = true;
        sockets.forEach(Wiretap::close);
    }

    void restore() {
        refusing = false;
    }

    /** Nothing passes any more, but nobody is told. New connections work. */
    void fallSilent() {
        silent = true;
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket client = door.accept();
                accepted.incrementAndGet();
                if (refusing) {
                    close(client);
                } else {
                    silent = false;
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    server.setTcpNoDelay(true);
                    client.setTcpNoDelay(true);
                    sockets.add(client);
                    sockets.add(server);
                    Thread.ofVirtual().start(() -> copy(client, server));
                    Thread.ofVirtual().start(() -> copy(server, client));
                }
            }
        } catch (IOException e) {
            sockets.forEach(Wiretap::close);
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        boolean muted = false;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                muted |= silent;
                if (!muted) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // Cut.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(Wiretap::close);
    }
}
