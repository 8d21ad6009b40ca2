package dev.errand.backend.irc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A real IRC server on loopback, from Debian's packages. */
final class Ircd implements AutoCloseable {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/sbin"));

    private final ProcessBuilder command;
    private final int port;
    private Process process;

    private Ircd(ProcessBuilder command, Path out, int port) throws IOException {
        this.command = command.redirectErrorStream(true).redirectOutput(out.toFile());
        this.port = port;
        this.process = command.start();
        try {
            awaitPort();
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IOException("The server did not start: " + Files.readString(out), e);
        }
    }

    /** ngIRCd, without limits, with what a test adds to its configuration. */
    static Ircd ngircd(Path folder, String more) throws IOException {
        Path binary = binary("ngircd");
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
                        PidFile = %s/ngircd.pid
                        ServerUID = %s
                        ServerGID = %s
                        MotdPhrase = test
                        %s
                        [Limits]
                        MaxConnections = 0
                        MaxConnectionsIP = 0
                        MaxJoins = 0
                        MaxNickLength = 31
                        MaxPenaltyTime = 0
                        PingTimeout = 120
                        PongTimeout = 60
                        [Options]
                        DNS = no
                        Ident = no
                        PAM = no
                        """
                                .formatted(port, folder, id("-u"), id("-g"), more));
        return new Ircd(
                new ProcessBuilder(binary.toString(), "-n", "-f", conf.toString()),
                folder.resolve("ngircd.out"),
                port);
    }

    /** InspIRCd with accounts by SASL, tags and times. */
    static Ircd inspircd(Path folder, String more) throws IOException {
        Path binary = binary("inspircd");
        int port = freePort();
        Path conf =
                Files.writeString(
                        folder.resolve("inspircd.conf"),
                        """
                        <config format="xml">
                        <server name="irc.test.invalid" description="test" network="Test" id="1TE">
                        <admin name="test" nick="test" email="test@localhost">
                        <bind address="127.0.0.1" port="%d" type="clients">
                        <connect name="test" allow="127.0.0.1" timeout="60" pingfreq="120" localmax="5000"
                         globalmax="5000" limit="5000" maxchans="100" maxconnwarn="no" fakelag="no"
                         threshold="100000000" commandrate="1000000000" softsendq="1M" hardsendq="2M" recvq="1M"
                         resolvehostnames="no" useident="no">
                        <class name="none" commands=""><type name="none" classes="none">
                        <options prefixquit="Quit: " announcets="no">
                        <performance clonesonconnect="no" nouserdns="yes" quietbursts="yes">
                        <security hideserver="" flatlinks="no" maxtargets="20">
                        <limits maxnick="31" maxchan="64" maxline="512">
                        <dns server="127.0.0.1" timeout="1">
                        <files motd="">
                        <pid file="%s/inspircd.pid">
                        <path configdir="%s" datadir="%s" logdir="%s">
                        <log method="file" type="* -USERINPUT -USEROUTPUT" level="default" target="%s/inspircd.log">
                        <module name="cap">
                        <module name="ircv3">
                        <module name="ircv3_accounttag">
                        <module name="ircv3_ctctags">
                        <module name="ircv3_servertime">
                        <module name="ircv3_msgid">
                        <module name="services_account">
                        %s
                        """
                                .formatted(port, folder, folder, folder, folder, folder, more));
        return new Ircd(
                new ProcessBuilder(
                        binary.toString(), "--config=" + conf, "--runasroot", "--nofork"),
                folder.resolve("inspircd.out"),
                port);
    }

    private static Path binary(String name) {
        Path found =
                PLACES.stream()
                        .map(place -> place.resolve(name))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        assumeTrue(found != null, name + " is not installed: apt-get install " + name);
        return found;
    }

    private static String id(String which) throws IOException {
        Process id = new ProcessBuilder("id", which).start();
        return new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /**
     * Below those that the system hands out: while a server is away, no connection gets its port.
     */
    static int freePort() {
        int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return freePort();
        }
    }

    int port() {
        return port;
    }

    /** Starts the server again after {@link #close}, on the same port. */
    void restart() throws IOException {
        process = command.start();
        awaitPort();
    }

    private void awaitPort() {
        await("the server listens on " + port)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .failFast(() -> !process.isAlive())
                .until(() -> {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
