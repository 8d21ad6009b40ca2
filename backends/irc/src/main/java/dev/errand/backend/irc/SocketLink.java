package dev.errand.backend.irc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kitteh.irc.client.library.feature.defaultmessage.DefaultMessageType;
import org.kitteh.irc.client.library.feature.network.ClientConnection;

/**
 * One connection, as lines.
 *
 * <p>Kitteh's own, over Netty 4.1, checks no host name in the server's certificate, has no limit
 * for silence but 250 seconds, and writes every line by itself.
 */
final class SocketLink implements ClientConnection {

    /** IRCv3: tags of 8191 bytes and 512 for the rest, and some patience. */
    private static final int LONGEST_LINE = 16 * 1024;

    private final Socket plain;
    private final InputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile long lastRead = System.nanoTime();
    private volatile boolean closed;

    SocketLink(Socket plain, Socket socket) throws IOException {
        this.plain = plain;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Hands over each line until the connection ends. */
    void read(Consumer<String> lines) throws IOException {
        byte[] buffer = new byte[LONGEST_LINE];
        int length = 0;
        boolean tooLong = false;
        for (int count = in.read(buffer, 0, buffer.length);
                count >= 0;
                count = in.read(buffer, length, buffer.length - length)) {
            lastRead = System.nanoTime();
            int end = length + count;
            int start = 0;
            for (int i = length; i < end; i++) {
                if (buffer[i] == '\n') {
                    if (!tooLong) {
                        lines.accept(Bytes.text(buffer, start, withoutReturn(buffer, start, i)));
                    }
                    tooLong = false;
                    start = i + 1;
                }
            }
            System.arraycopy(buffer, start, buffer, 0, end - start);
            length = end - start;
            if (length == buffer.length) {
                tooLong = true;
                length = 0;
            }
        }
    }

    private static int withoutReturn(byte[] buffer, int start, int end) {
        return end > start && buffer[end - 1] == '\r' ? end - 1 : end;
    }

    /** Writes one line, for Kitteh, to which a lost connection is no news. */
    void write(String line) {
        if (!tryWrite(List.of(line))) {
            close();
        }
    }

    /** Writes lines in one go; whether that went well. */
    boolean tryWrite(List<String> lines) {
        StringBuilder all = new StringBuilder();
        for (String line : lines) {
            all.append(line).append("\r\n");
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        writing.lock();
        try {
            if (closed) {
                return false;
            }
            out.write(bytes);
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            writing.unlock();
        }
    }

    long nanosSinceRead() {
        return System.nanoTime() - lastRead;
    }

    /** Ends both directions at once, also while somebody reads or writes. */
    void close() {
        closed = true;
        try {
            // The socket below: the one with TLS on it would first say goodbye to a silent server.
            plain.close();
        } catch (IOException e) {
            closed = true;
        }
    }

    @Override
    public boolean isAlive() {
        return !closed;
    }

    @Override
    public void startPing() {}

    @Override
    public void shutdown(DefaultMessageType messageType, boolean reconnect) {
        close();
    }

    @Override
    public void shutdown(@Nullable String message, boolean reconnect) {
        close();
    }
}
