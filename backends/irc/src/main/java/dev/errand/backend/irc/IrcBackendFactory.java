package dev.errand.backend.irc;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;
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
}
