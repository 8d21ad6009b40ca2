package dev.errand.backend.discord;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;

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
}
