package dev.errand.platform.boot;

import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The short life of a bot from which the JVM learns what to put into an AOT cache: it answers on
 * the console and, where the distribution has IRC, in a room of a server that is not a real one and
 * runs in the same process. What is loaded and linked here need not be at a real start.
 */
final class Rehearsal {

    private static final int PATIENCE_SECONDS = 20;
    private static final String CONSOLE =
            "!help\n!help democmd\n!democmd add a b\n!democmd get a\n!democmd get b\n!plugins\n";

    private final CountDownLatch over = new CountDownLatch(1);
    private final Deque<String> lines = new ArrayDeque<>(List.of("!democmd get c", "!whoami"));

    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param args the folder for the bot's home, which is there
     */
    public static void main(String[] args) throws IOException {
        new Rehearsal().play(Path.of(args[0]));
    }

    private void play(Path home) throws IOException {
        StringBuilder conf = new StringBuilder("chats.console.type = console\n");
        if (hasIrc()) {
            ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            new HostThreads(new Incidents(Clock.systemUTC(), new SecureRandom(), incident -> {}))
                    .start("rehearsal", () -> serve(listener));
            conf.append("chats.irc { type = irc, server = \"127.0.0.1\", tls = no, port = ")
                    .append(listener.getLocalPort())
                    .append(", channels = [\"#rehearsal\"] }\n");
        } else {
            over.countDown();
        }
        Files.writeString(home.resolve("errand.conf"), conf);
        // most starts are in a home where something was kept before, which then is read
        Run.one(
                Place.of(Optional.of(home), Optional.empty(), System.getenv()),
                "plugins disable dns");
        System.setIn(
                new SequenceInputStream(
                        new ByteArrayInputStream(CONSOLE.getBytes(StandardCharsets.UTF_8)),
                        new EndWhenOver()));
        Main.main(new String[] {"--home", home.toString()});
    }

    private static boolean hasIrc() throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Distribution.here().backends(), "irc-*.jar")) {
            return jars.iterator().hasNext();
        }
    }

    /** As much of a server as one client needs that joins one room. */
    private void serve(ServerSocket listener) {
        try (listener;
                Socket client = listener.accept();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = answer(line);
                if (!answer.isEmpty()) {
                    client.getOutputStream()
                            .write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException gone) {
            over.countDown();
        }
    }

    private String answer(String line) {
        String[] words = line.split(" ", -1);
        return switch (words[0]) {
            case "CAP" ->
                    switch (words[1]) {
                        case "LS" -> ":s CAP * LS :multi-prefix";
                        case "REQ" -> ":s CAP * ACK :multi-prefix";
                        case "END" ->
                                """
                                :s 001 errand :Welcome\r
                                :s 004 errand s rehearsal i nt\r
                                :s 005 errand CHANTYPES=# CASEMAPPING=rfc1459 MAXLIST=b:50 NICKLEN=30 :are supported by this server\r
                                :s 422 errand :No message of the day\
                                """;
                        default -> "";
                    };
            case "JOIN" ->
                    ":errand!errand@bot.host JOIN "
                            + words[1]
                            + "\r\n:s 353 errand = "
                            + words[1]
                            + " :errand ann\r\n:s 366 errand "
                            + words[1]
                            + " :End of /NAMES list.\r\n"
                            + said("hello")
                            + "\r\n"
                            + said("!democmd add c d");
            case "PING" -> ":s PONG s " + words[1];
            case "PRIVMSG" -> next();
            default -> "";
        };
    }

    private String next() {
        String line = lines.poll();
        if (line == null) {
            over.countDown();
            return "";
        }
        return said(line);
    }

    private static String said(String line) {
        return ":ann!ann@her.host PRIVMSG #rehearsal :" + line;
    }

    /**
     * The end of the console's input, after which the bot ends, when the talk in the room is over.
     */
    private final class EndWhenOver extends InputStream {

        @Override
        public int read() {
            try {
                over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            return length == 0 ? 0 : read();
        }
    }
}
