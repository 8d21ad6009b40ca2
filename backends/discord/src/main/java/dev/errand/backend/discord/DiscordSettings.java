package dev.errand.backend.discord;

import dev.errand.api.Default;
import dev.errand.api.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What {@code errand.conf} says about a Discord bot.
 *
 * @param token the bot's token, from the application's page "Bot"
 * @param messageContent whether the bot reads all that is said in its rooms, which needs the
 *     "Message Content Intent" on the application's page "Bot"; without it, it hears mentions,
 *     direct messages and application commands only
 * @param slashCommands whether Discord offers the bot's commands as application commands
 * @param servers the ids of the servers (guilds) to listen in; empty for all that the bot is in. If
 *     it names exactly one, that server's roles are groups by their names
 * @param queue how many messages wait while Discord is away; beyond it the oldest is dropped
 * @param keepAlive how often the link is tried; one that is silent for two and a half of these
 *     spans is cut and made again
 * @param api where Discord's HTTP API is; another address only for a proxy of one's own
 * @param gateway where Discord's gateway is; another address only for a proxy of one's own
 */
public record DiscordSettings(
        Secret token,
        @Default("true") boolean messageContent,
        @Default("true") boolean slashCommands,
        @Default("") List<String> servers,
        @Default("1000") int queue,
        @Default("15s") Duration keepAlive,
        @Default("https://discord.com/api/v10/") String api,
        @Default("wss://gateway.discord.gg") String gateway) {

    private static final Duration LONGEST = Duration.ofSeconds(17);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Copies the servers, and refuses what cannot work or would send the token unencrypted. */
    public DiscordSettings {
        servers = List.copyOf(servers);
        if (token.reveal().isBlank()) {
            throw new IllegalArgumentException(
                    "token is empty; it stands on the application's page \"Bot\"");
        }
        for (String server : servers) {
            if (!Snowflake.isOne(server)) {
                throw new IllegalArgumentException(
                        "servers are ids such as 81384788765712384; not \"" + server + "\"");
            }
        }
        if (queue < 1) {
            throw new IllegalArgumentException("queue is at least 1; not " + queue);
        }
        if (keepAlive.compareTo(LONGEST) > 0 || keepAlive.toMillis() < 100) {
            throw new IllegalArgumentException("keep-alive is from 100ms to 17s; not " + keepAlive);
        }
        encrypted("api", api, "https", "http");
        encrypted("gateway", gateway, "wss", "ws");
    }

    private static void encrypted(String name, String address, String tls, String plain) {
        URI uri = URI.create(address);
        boolean local = plain.equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
        if (uri.getHost() == null || (!tls.equals(uri.getScheme()) && !local)) {
            throw new IllegalArgumentException(
                    name
                            + " is an address that begins with "
                            + tls
                            + "://, or with "
                            + plain
                            + "://localhost; not \""
                            + address
                            + "\"");
        }
    }
}
