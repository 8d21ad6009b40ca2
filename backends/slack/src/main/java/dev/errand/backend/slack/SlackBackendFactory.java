package dev.errand.backend.slack;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Server;
import java.net.URI;
import java.util.List;

/** Makes a chat of one Slack workspace; several workspaces are several chats. */
public final class SlackBackendFactory implements ChatBackendFactory<SlackSettings> {

    /** For the host. */
    public SlackBackendFactory() {}

    @Override
    public Class<SlackSettings> settings() {
        return SlackSettings.class;
    }

    @Override
    public ChatBackend create(SlackSettings settings, ChatContext context) {
        return new SlackBackend(settings, context);
    }

    @Override
    public List<Server> servers(SlackSettings settings) {
        URI api = URI.create(settings.apiUrl());
        boolean encrypted = "https".equals(api.getScheme());
        int port = api.getPort() > 0 ? api.getPort() : encrypted ? 443 : 80;
        // behind a proxy nobody else's name need be known here
        return settings.proxy().isPresent()
                ? List.of()
                : List.of(
                        new Server(
                                api.getHost(),
                                port,
                                encrypted ? Server.Security.TLS : Server.Security.NONE));
    }
}
