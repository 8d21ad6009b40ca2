package dev.errand.backend.irc;

import dev.errand.api.Secret;
import java.util.List;
import org.kitteh.irc.client.library.Client;
import org.kitteh.irc.client.library.defaults.DefaultClient;
import org.kitteh.irc.client.library.defaults.feature.DefaultActorTracker;
import org.kitteh.irc.client.library.defaults.feature.DefaultAuthManager;
import org.kitteh.irc.client.library.defaults.feature.DefaultCapabilityManager;
import org.kitteh.irc.client.library.defaults.feature.DefaultEventManager;
import org.kitteh.irc.client.library.defaults.feature.DefaultISupportManager;
import org.kitteh.irc.client.library.defaults.feature.DefaultMessageTagManager;
import org.kitteh.irc.client.library.defaults.feature.DefaultServerInfo;
import org.kitteh.irc.client.library.defaults.feature.SimpleDefaultMessageMap;
import org.kitteh.irc.client.library.defaults.listener.DefaultListeners;
import org.kitteh.irc.client.library.feature.EventListenerSupplier;
import org.kitteh.irc.client.library.feature.auth.SaslExternal;
import org.kitteh.irc.client.library.feature.auth.SaslPlain;
import org.kitteh.irc.client.library.feature.network.ClientConnection;
import org.kitteh.irc.client.library.feature.network.NetworkHandler;
import org.kitteh.irc.client.library.feature.network.Resolver;
import org.kitteh.irc.client.library.feature.sending.SingleDelaySender;
import org.kitteh.irc.client.library.util.HostWithPort;

/**
 * Makes Kitteh's client for one connection. A new one for each: one that is used again sends the
 * last connection's lines before it is registered, and keeps what it knew of people.
 */
final class KittehClients {

    /** What of the protocol Kitteh follows; what people say is read by {@link Session}. */
    private static final List<EventListenerSupplier> LISTENERS =
            List.of(
                    DefaultListeners.ACCOUNT,
                    DefaultListeners.CAP,
                    DefaultListeners.CHGHOST,
                    DefaultListeners.ISUPPORT,
                    DefaultListeners.JOIN,
                    DefaultListeners.KICK,
                    DefaultListeners.NAMES,
                    DefaultListeners.NICK,
                    DefaultListeners.PART,
                    DefaultListeners.QUIT,
                    DefaultListeners.VERSION,
                    DefaultListeners.WELCOME,
                    DefaultListeners.WHO);

    private final IrcSettings settings;
    private final String nick;

    KittehClients(IrcSettings settings, String nick) {
        this.settings = settings;
        this.nick = nick;
    }

    /** A client that talks through a connection which is open already. */
    Client.WithManagement make(SocketLink link) {
        DefaultClient client = new DefaultClient();
        DefaultActorTracker people = new DefaultActorTracker(client);
        // Asked for by the session, once it knows whether the server tells accounts by itself.
        people.setQueryChannelInformation(false);
        client.initialize(
                "errand",
                new Through(link),
                HostWithPort.of(settings.server(), settings.actualPort()),
                settings.password().map(Secret::reveal).orElse(null),
                null,
                null,
                null,
                nick,
                settings.user().isEmpty() ? nick : settings.user(),
                settings.realName(),
                people,
                new DefaultAuthManager(client),
                new DefaultCapabilityManager(client),
                new DefaultEventManager(client),
                LISTENERS,
                new DefaultMessageTagManager(client),
                new DefaultISupportManager(client),
                new SimpleDefaultMessageMap(),
                SingleDelaySender.getSupplier(Math.toIntExact(settings.linePause().toMillis())),
                DefaultServerInfo::new,
                null,
                null,
                null,
                settings.tls(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        login(client);
        return client;
    }

    private void login(Client client) {
        IrcSettings.Login login = settings.login();
        switch (login.method()) {
            case PLAIN ->
                    client.getAuthManager()
                            .addProtocol(
                                    new SaslPlain(
                                            client,
                                            login.account(),
                                            login.password().orElseThrow().reveal()));
            case EXTERNAL -> client.getAuthManager().addProtocol(new SaslExternal(client));
            case NICKSERV, NONE -> {}
        }
    }

    /** Kitteh's way to a connection that is there. */
    private record Through(SocketLink link) implements NetworkHandler {

        @Override
        public ClientConnection connect(Client.WithManagement client) {
            client.beginMessageSendingImmediate(link::write);
            return link;
        }

        @Override
        public Resolver getResolver() {
            return java.net.InetAddress::getByName;
        }

        @Override
        public void setResolver(Resolver resolver) {
            throw new UnsupportedOperationException("The connection is open already");
        }
    }
}
