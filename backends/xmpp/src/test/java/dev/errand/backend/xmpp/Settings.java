package dev.errand.backend.xmpp;

import dev.errand.api.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for a test, as for the server but for what the test says. */
record Settings(
        String password,
        int port,
        Optional<Path> ca,
        List<String> rooms,
        Map<String, Secret> roomPasswords,
        List<String> bots,
        int queue) {

    static Settings of(XmppServer server) {
        return new Settings(
                XmppServer.password("errand"),
                server.port(),
                Optional.of(server.ca()),
                List.of(),
                Map.of(),
                List.of(),
                1_000);
    }

    Settings password(String other) {
        return new Settings(other, port, ca, rooms, roomPasswords, bots, queue);
    }

    Settings port(int other) {
        return new Settings(password, other, ca, rooms, roomPasswords, bots, queue);
    }

    Settings ca(Optional<Path> other) {
        return new Settings(password, port, other, rooms, roomPasswords, bots, queue);
    }

    Settings rooms(String... other) {
        return new Settings(password, port, ca, List.of(other), roomPasswords, bots, queue);
    }

    Settings roomPassword(String room, String word) {
        return new Settings(password, port, ca, rooms, Map.of(room, new Secret(word)), bots, queue);
    }

    Settings bots(String... other) {
        return new Settings(password, port, ca, rooms, roomPasswords, List.of(other), queue);
    }

    Settings queue(int other) {
        return new Settings(password, port, ca, rooms, roomPasswords, bots, other);
    }

    XmppSettings settings() {
        return new XmppSettings(
                "errand@" + XmppServer.DOMAIN,
                new Secret(password),
                Optional.of("127.0.0.1"),
                port,
                ca,
                "errand",
                Optional.empty(),
                rooms,
                roomPasswords,
                bots,
                false,
                queue);
    }
}
