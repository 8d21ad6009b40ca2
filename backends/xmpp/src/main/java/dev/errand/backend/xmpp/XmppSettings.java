package dev.errand.backend.xmpp;

import dev.errand.api.Default;
import dev.errand.api.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jxmpp.jid.EntityBareJid;

/**
 * What {@code errand.conf} says about an XMPP chat.
 *
 * @param jid the bot's account, such as {@code errand@example.org}
 * @param password the account's password
 * @param host the server's name or address; without it the account's domain is looked up (SRV). The
 *     certificate must be for the domain either way
 * @param port the port of {@code host}
 * @param caFile a PEM file with the certificates to trust instead of Java's own; the server's
 *     certificate is always verified
 * @param resource tells this bot's connection from others of the same account; a second connection
 *     with the same one ends the first
 * @param nick the bot's name in rooms; without it the bot's own name
 * @param rooms the rooms to be in, such as {@code ops@conference.example.org}. The service of a
 *     room says who its occupants are: list only rooms of services you trust
 * @param roomPasswords the passwords of those rooms that have one, by the room's address
 * @param bots bare JIDs, and nicks in rooms, of other programs; their messages never run commands
 * @param plainLogin whether the password may be sent as it is (through TLS) to a server that offers
 *     no SCRAM
 * @param queue how many messages wait at most while the chat is away; beyond it the oldest is
 *     dropped
 */
public record XmppSettings(
        String jid,
        Secret password,
        Optional<String> host,
        @Default("5222") int port,
        Optional<Path> caFile,
        @Default("errand") String resource,
        Optional<String> nick,
        List<String> rooms,
        Map<String, Secret> roomPasswords,
        List<String> bots,
        @Default("false") boolean plainLogin,
        @Default("1000") int queue) {

    /** Copies the lists, and refuses addresses that are none. */
    public XmppSettings {
        rooms = List.copyOf(rooms);
        roomPasswords = Map.copyOf(roomPasswords);
        bots = List.copyOf(bots);
        address("jid", jid);
        rooms.forEach(room -> address("rooms", room));
        for (String room : roomPasswords.keySet()) {
            if (!rooms.contains(room)) {
                throw new IllegalArgumentException(
                        "room-passwords names '" + room + "', which is not one of rooms: " + rooms);
            }
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "port is a number from 1 to 65535, mostly 5222; not '" + port + "'");
        }
        if (resource.isBlank()) {
            throw new IllegalArgumentException("resource is a word such as 'errand'; not ''");
        }
        if (queue < 1) {
            throw new IllegalArgumentException("queue is at least 1; not '" + queue + "'");
        }
    }

    XmppSettings withoutRooms() {
        return new XmppSettings(
                jid,
                password,
                host,
                port,
                caFile,
                resource + "-doctor", // a login by the same name would end the bot's own
                nick,
                List.of(),
                Map.of(),
                bots,
                plainLogin,
                queue);
    }

    static EntityBareJid address(String setting, String text) {
        return Addresses.bare(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                setting
                                        + " takes addresses such as name@example.org; not '"
                                        + text
                                        + "'"));
    }
}
