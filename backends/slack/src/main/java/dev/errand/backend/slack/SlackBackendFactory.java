package dev.errand.backend.slack;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;

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
}
