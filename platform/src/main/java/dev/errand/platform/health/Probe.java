package dev.errand.platform.health;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks the bot of the same machine whether it is alive, for a container image that has no other
 * program to ask with. A plain socket: {@code java.net.http} would take longer to load than the
 * answer to come.
 */
final class Probe {

    private static final int PATIENCE_MILLISECONDS = 4_000;

    private Probe() {}

    /** Ends with 0 if the bot is alive or no port is set, else with 1. */
    static void main() {
        String port = System.getenv().getOrDefault("ERRAND_HEALTH__PORT", "0");
        System.exit(port.equals("0") || isAlive(port) ? 0 : 1);
    }

    private static boolean isAlive(String port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)),
                    PATIENCE_MILLISECONDS);
            socket.getOutputStream().write("GET /healthz HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(start, US_ASCII).endsWith(" 200");
        } catch (IOException | NumberFormatException e) {
            System.err.println("No answer from the health port " + port + ": " + e.getMessage());
            return false;
        }
    }
}
