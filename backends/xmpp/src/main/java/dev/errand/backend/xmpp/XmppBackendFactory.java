package dev.errand.backend.xmpp;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;

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
}
