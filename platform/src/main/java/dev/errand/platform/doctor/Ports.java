package dev.errand.platform.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a port can be had, by having it for a moment. */
final class Ports {

    private Ports() {}

    static Note look(String name, String bind, int port) {
        String about = name + " " + bind + ":" + port;
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            InetSocketAddress address = new InetSocketAddress(bind, port);
            if (address.isUnresolved()) {
                return Note.bad(
                        about,
                        "'" + bind + "' is no address of this machine",
                        "Write one, such as 127.0.0.1, or 0.0.0.0 for all.");
            }
            socket.bind(address);
            return Note.good(about, "free");
        } catch (IOException e) {
            return Note.bad(
                    about,
                    String.valueOf(e.getMessage()),
                    "Free it (ss -ltnp tells who has it), or set another.");
        }
    }
}
