package dev.errand.backend.xmpp;

import java.io.IOException;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.stax.StaxXmlPullParserFactory;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.jivesoftware.smackx.ping.PingManager;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityBareJid;

/** Makes the connection that the settings ask for, not yet connected. */
final class Account {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 10_000;

    /** Smack's loggers; kept, since an unreferenced one forgets its level. */
    private static final java.util.logging.Logger SMACK =
            java.util.logging.Logger.getLogger("org.jivesoftware");

    private Account() {}

    static XMPPTCPConnection connection(XmppSettings settings) throws IOException {
        // Smack would log each failed try, and stanzas that it cannot read, with people's words.
        SMACK.setLevel(java.util.logging.Level.OFF);
        // Smack would look for it by the thread's class loader, which is the host's.
        SmackXmlParser.setXmlPullParserFactory(new StaxXmlPullParserFactory());
        XMPPTCPConnection connection = new XMPPTCPConnection(configuration(settings));
        connection.setReplyTimeout(ANSWER_MILLIS);
        connection.setUseStreamManagement(true);
        connection.setUseStreamManagementResumption(true);
        Roster.getInstanceFor(connection).setSubscriptionMode(Roster.SubscriptionMode.accept_all);
        PingManager.getInstanceFor(connection).setPingInterval(0);
        ServiceDiscoveryManager.getInstanceFor(connection)
                .setIdentity(new DiscoverInfo.Identity("client", "Errand", "bot"));
        return connection;
    }

    private static XMPPTCPConnectionConfiguration configuration(XmppSettings settings)
            throws IOException {
        EntityBareJid jid = XmppSettings.address("jid", settings.jid());
        XMPPTCPConnectionConfiguration.Builder builder =
                XMPPTCPConnectionConfiguration.builder()
                        .setXmppDomain(jid.asDomainBareJid())
                        .setUsernameAndPassword(jid.getLocalpart(), settings.password().reveal())
                        .setResource(Joining.resource(settings.resource()))
                        .setSecurityMode(SecurityMode.required)
                        .setCustomX509TrustManager(Trust.of(settings.caFile()))
                        .setSocketFactory(new PromptSockets())
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setCompressionEnabled(false)
                        .addEnabledSaslMechanism("SCRAM-SHA-1");
        if (settings.plainLogin()) {
            builder.addEnabledSaslMechanism("PLAIN");
        }
        @Nullable String host = settings.host().orElse(null);
        if (host != null) {
            builder.setHost(host).setPort(settings.port());
        }
        return builder.build();
    }
}
