package dev.errand.backend.xmpp;

import java.nio.file.Path;

/** A real server on loopback with the accounts errand, ann, robot (password: word-of-…). */
interface XmppServer extends AutoCloseable {

    String DOMAIN = "chat.test";
    String ROOMS = "rooms.chat.test";

    int port();

    /** The certificate that a client has to trust. */
    Path ca();

    /** Ends the server's process, if it runs. */
    void down();

    /** Starts the server's process and waits until it takes connections. */
    void up();

    @Override
    void close();

    static String password(String user) {
        return "word-of-" + user;
    }
}
