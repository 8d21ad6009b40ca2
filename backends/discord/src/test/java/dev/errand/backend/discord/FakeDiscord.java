package dev.errand.backend.discord;

import dev.errand.api.Secret;
import java.time.Duration;
import java.util.List;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * Discord on loopback: its HTTP API and its gateway, in the shapes of its public documentation,
 * with faults on demand.
 */
final class FakeDiscord implements AutoCloseable {

    static final String TOKEN = "MTIz.fake.token-7f3a";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    final FakeWorld world = new FakeWorld();
    final FakeGateway gateway = new FakeGateway(world, this::gatewayAddress);
    final FakeRest rest = new FakeRest(world, gateway);

    FakeDiscord() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        WebSocketUpgradeHandler upgrade =
                WebSocketUpgradeHandler.from(
                        server,
                        container ->
                                container.addMapping(
                                        "/gateway", (request, response, done) -> gateway.link()));
        upgrade.setHandler(rest);
        server.setHandler(upgrade);
        server.setStopTimeout(0);
        server.start();
        connector.setPort(connector.getLocalPort());
    }

    private String gatewayAddress() {
        return "ws://127.0.0.1:" + connector.getPort() + "/gateway";
    }

    DiscordSettings settings() {
        return settings(TOKEN, true, List.of(), 1000, Duration.ofSeconds(15));
    }

    DiscordSettings settings(
            String token,
            boolean messageContent,
            List<String> servers,
            int queue,
            Duration keepAlive) {
        return new DiscordSettings(
                new Secret(token),
                messageContent,
                true,
                servers,
                queue,
                keepAlive,
                "http://127.0.0.1:" + connector.getPort() + "/api/v10/",
                gatewayAddress());
    }

    /** Cuts every connection and takes no more. */
    void drop() {
        try {
            connector.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void restore() {
        try {
            connector.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets somebody say something in a channel. */
    DataObject say(FakeWorld.User author, String channel, String text) {
        return gateway.dispatch("MESSAGE_CREATE", world.said(author, channel, text));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
