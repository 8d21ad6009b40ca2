package dev.errand.backend.discord;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Server;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Makes a bot of one Discord application. */
public final class DiscordBackendFactory implements ChatBackendFactory<DiscordSettings> {

    /** For the host. */
    public DiscordBackendFactory() {}

    @Override
    public Class<DiscordSettings> settings() {
        return DiscordSettings.class;
    }

    @Override
    public ChatBackend create(DiscordSettings settings, ChatContext context) {
        return new DiscordBackend(settings, context);
    }

    @Override
    public List<Server> servers(DiscordSettings settings) {
        return Stream.of(settings.api(), settings.gateway())
                .map(address -> server(URI.create(address)))
                .toList();
    }

    private static Server server(URI address) {
        boolean encrypted = address.getScheme().endsWith("s");
        int port = address.getPort() > 0 ? address.getPort() : encrypted ? 443 : 80;
        return new Server(
                address.getHost(), port, encrypted ? Server.Security.TLS : Server.Security.NONE);
    }
}
