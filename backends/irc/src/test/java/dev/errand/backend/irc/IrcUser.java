package dev.errand.backend.irc;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A person at a client that shows every line of the server. */
final class IrcUser implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger pings = new AtomicInteger();

    IrcUser(int port, String nick, String... channels) throws IOException {
        this(port, List.of("NICK " + nick, "USER " + nick + " 0 * :" + nick));
        awaitLine(" 001 ");
        for (String channel : channels) {
            send("JOIN " + channel);
            awaitLine(" 366 ");
        }
    }

    IrcUser(int port, List<String> hello) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        Thread.ofVirtual().start(this::read);
        hello.forEach(this::send);
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            // Only a line feed ends a line: a lone carriage return would be an attack to see.
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    took(line.toString().replaceAll("\r$", ""));
                    line.setLength(0);
                } else {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            lines.add("ERROR :" + e.getMessage());
        }
    }

    private void took(String line) {
        if (line.startsWith("PING ")) {
            send("PONG " + line.substring(5));
        }
        lines.add(line);
    }

    void send(String line) {
        try {
            synchronized (out) {
                out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void say(String target, String text) {
        send("PRIVMSG " + target + " :" + text);
    }

    /** Everything that the server has for this person up to now. */
    List<String> lines() {
        String token = "sync-" + pings.incrementAndGet();
        send("PING :" + token);
        await("the server answers")
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() ->
                        lines.stream()
                                .anyMatch(line -> line.contains(" PONG ") && line.endsWith(token)));
        return List.copyOf(lines);
    }

    String awaitLine(String part) {
        await("a line with '" + part + "'")
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> lines.stream().anyMatch(line -> line.contains(part)));
        return lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
