package dev.errand.backend.xmpp;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Server;
import java.util.List;

/** Makes one account on one XMPP server, with the rooms it is in. */
public final class XmppBackendFactory implements ChatBackendFactory<XmppSettings> {

    /** For the host. */
    public XmppBackendFactory() {}

    @Override
    public Class<XmppSettings> settings() {
        return XmppSettings.class;
    }

    @Override
    public ChatBackend create(XmppSettings settings, ChatContext context) {
        return new XmppBackend(settings, context);
    }

    @Override
    public List<Server> servers(XmppSettings settings) {
        return settings.host()
                .map(host -> List.of(new Server(host, settings.port(), Server.Security.STARTTLS)))
                .orElse(List.of());
    }

    @Override
    public XmppSettings withoutRooms(XmppSettings settings) {
        return settings.withoutRooms();
    }
}
