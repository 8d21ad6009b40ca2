package dev.errand.backend.irc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/**
 * A server with services, which Debian's have only with another program beside them: SASL, NickServ
 * and the account on every message. Speaks to one client at a time.
 */
final class ScriptedServer implements AutoCloseable {

    /** What it offers. */
    record Script(String capabilities, String password, boolean nickServ) {}

    private final ServerSocket listener;
    private final Script script;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private volatile OutputStream out = OutputStream.nullOutputStream();

    ScriptedServer(Script script, ServerSocketFactory sockets) throws IOException {
        this.script = script;
        this.listener = sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        if (listener instanceof SSLServerSocket secure) {
            secure.setNeedClientAuth(true);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What the clients said, of all connections. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    int connections() {
        return clients.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                clients.add(client);
                out = client.getOutputStream();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket client) {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                answer(line);
            }
        } catch (IOException e) {
            lines.add("gone");
        }
    }

    private void answer(String line) throws IOException {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "CAP" -> {
                if (script.capabilities().isEmpty()) {
                    return; // A server from before capabilities welcomes after USER.
                }
                switch (words[1]) {
                    case "LS" -> say(":s CAP * LS :" + script.capabilities());
                    case "REQ" -> say(":s CAP * ACK :" + line.substring(line.indexOf(':') + 1));
                    case "END" -> welcome();
                    default -> {}
                }
            }
            case "AUTHENTICATE" -> authenticate(words[1]);
            case "USER" -> {
                if (script.capabilities().isEmpty()) {
                    welcome();
                }
            }
            case "JOIN" -> {
                say(":errand!errand@bot.host JOIN " + words[1]);
                say(":s 366 errand " + words[1] + " :End of /NAMES list.");
            }
            case "PING" -> say(":s PONG s " + words[1]);
            case "PRIVMSG" -> {
                if (words[1].equals("NickServ") && script.nickServ()) {
                    boolean right = line.endsWith(" " + script.password());
                    say(
                            ":NickServ!ns@services NOTICE errand :"
                                    + (right
                                            ? "You are now identified for \u0002errand\u0002."
                                            : "Invalid password for \u0002errand\u0002."));
                }
            }
            case "QUIT" -> clients.getLast().close();
            default -> {}
        }
    }

    private void authenticate(String what) {
        if (what.equals("PLAIN") || what.equals("EXTERNAL")) {
            say("AUTHENTICATE +");
            return;
        }
        String given =
                what.equals("+")
                        ? ""
                        : new String(Base64.getDecoder().decode(what), StandardCharsets.UTF_8);
        String right = script.password().isEmpty() ? "" : "errand\0errand\0" + script.password();
        if (given.equals(right)) {
            say(":s 900 errand errand!errand@bot.host errand :You are now logged in as errand");
            say(":s 903 errand :SASL authentication successful");
        } else {
            say(":s 904 errand :SASL authentication failed");
        }
    }

    private void welcome() {
        say(":s 001 errand :Welcome");
        say(":s 004 errand s test-1 i nt");
        say(":s 005 errand CHANTYPES=# CASEMAPPING=rfc1459 :are supported by this server");
        say(":s 422 errand :No message of the day");
    }

    /** Says a line to the client of this moment. */
    void say(String line) {
        try {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            lines.add("gone");
        }
    }

    void dropClient() throws IOException {
        clients.getLast().close();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
