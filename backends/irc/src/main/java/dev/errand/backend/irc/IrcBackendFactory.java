package dev.errand.backend.irc;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Server;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes a connection to one IRC server or network. */
public final class IrcBackendFactory implements ChatBackendFactory<IrcSettings> {

    /** For the host. */
    public IrcBackendFactory() {}

    @Override
    public Class<IrcSettings> settings() {
        return IrcSettings.class;
    }

    @Override
    public ChatBackend create(IrcSettings settings, ChatContext context) {
        return new IrcBackend(settings, context, RandomGenerator.getDefault());
    }

    @Override
    public List<Server> servers(IrcSettings settings) {
        return List.of(
                new Server(
                        settings.server(),
                        settings.actualPort(),
                        settings.tls() ? Server.Security.TLS : Server.Security.NONE));
    }

    @Override
    public IrcSettings withoutRooms(IrcSettings settings) {
        return settings.withoutChannels();
    }
}
