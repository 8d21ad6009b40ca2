package dev.errand.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A real IRC server on loopback, from Debian's packages, and one person who sits in a room of it.
 */
final class Ngircd implements AutoCloseable {

    private static final Path BINARY = Path.of("/usr/sbin/ngircd");

    private final Process server;
    private final int port;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Socket person = new Socket();

    private Ngircd(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts it, and has a person join a room. */
    static Ngircd withPersonIn(String room, Path folder) throws IOException {
        assumeTrue(Files.isExecutable(BINARY), "apt-get install ngircd");
        int port = freePort();
        Path conf =
                Files.writeString(
                        folder.resolve("ngircd.conf"),
                        """
                        [Global]
                        Name = irc.test.invalid
                        Info = test
                        Listen = 127.0.0.1
                        Ports = %d
                        ServerUID = %s
                        ServerGID = %s
                        [Limits]
                        MaxConnectionsIP = 0
                        MaxPenaltyTime = 0
                        [Options]
                        DNS = no
                        Ident = no
                        PAM = no
                        """
                                .formatted(port, id("-u"), id("-g")));
        Ngircd ircd =
                new Ngircd(
                        new ProcessBuilder(BINARY.toString(), "-n", "-f", conf.toString())
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve("ngircd.out").toFile())
                                .start(),
                        port);
        try {
            await("the server listens").until(ircd::call);
            ircd.say("NICK ann");
            ircd.say("USER ann 0 * :Ann");
            await("the server takes the person").until(() -> ircd.heard(" 001 ann"));
            ircd.say("JOIN " + room);
        } catch (RuntimeException e) {
            ircd.close();
            throw e;
        }
        return ircd;
    }

    int port() {
        return port;
    }

    /** Whether the person has heard a line with these words. */
    boolean heard(String words) {
        return heard.stream().anyMatch(line -> line.contains(words));
    }

    /** The number of the first line that the person heard with these words. */
    int placeOf(String words) {
        return heard.stream().map(line -> line.contains(words)).toList().indexOf(true);
    }

    /** Says a line as the protocol has it. */
    void say(String line) {
        try {
            person.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean call() {
        try {
            person = new Socket(InetAddress.getLoopbackAddress(), port);
            Thread.ofVirtual().start(this::listen);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void listen() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(person.getInputStream(), UTF_8))) {
            in.lines().forEach(heard::add);
        } catch (IOException | UncheckedIOException e) {
            heard.add("gone");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String id(String which) throws IOException {
        Process id = new ProcessBuilder("id", which).start();
        return new String(id.getInputStream().readAllBytes(), UTF_8).strip();
    }

    @Override
    public void close() {
        try {
            person.close();
            server.destroy();
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
