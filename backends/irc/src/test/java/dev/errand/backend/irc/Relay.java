package dev.errand.backend.irc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to the server that can be cut, or go silent without a word. */
final class Relay implements AutoCloseable {

    private final int to;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;

    Relay(int to) throws IOException {
        this.to = to;
        this.listener = listener(Ircd.freePort());
        this.port = listener.getLocalPort();
        accept(listener);
    }

    private static ServerSocket listener(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    int port() {
        return port;
    }

    private void accept(ServerSocket on) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            join(on.accept());
                        }
                    } catch (IOException e) {
                        // cut
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void join(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
    }

    private void copy(Socket from, Socket into) {
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!silent.contains(from)) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            open.remove(from);
        }
        open.remove(from);
        open.remove(into);
    }

    /** Ends all connections and takes no new ones. */
    void cut() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mend() {
        try {
            listener = listener(port);
            accept(listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the connections of this moment swallow everything; new ones work. */
    void swallow() {
        silent.addAll(open);
    }

    @Override
    public void close() {
        cut();
    }
}
