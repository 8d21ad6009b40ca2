package dev.errand.backend.xmpp;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.MessageBuilder;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.jivesoftware.smackx.muc.MucEnterConfiguration;
import org.jivesoftware.smackx.muc.MultiUserChat;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/** A person's or another program's client, by Smack's own code for rooms. */
final class Client implements AutoCloseable {

    private final XMPPTCPConnection connection;
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    Client(XmppServer server, String user) {
        try {
            connection =
                    new XMPPTCPConnection(
                            XMPPTCPConnectionConfiguration.builder()
                                    .setXmppDomain(XmppServer.DOMAIN)
                                    .setHost("127.0.0.1")
                                    .setPort(server.port())
                                    .setUsernameAndPassword(user, XmppServer.password(user))
                                    .setSecurityMode(SecurityMode.required)
                                    .setCustomX509TrustManager(
                                            Trust.of(java.util.Optional.of(server.ca())))
                                    .setSocketFactory(new PromptSockets())
                                    .build());
            connection.addSyncStanzaListener(
                    stanza -> received.add((Message) stanza), stanza -> stanza instanceof Message);
            // In the same order as messages, as Smack hands on what such listeners take.
            connection.addSyncStanzaListener(
                    stanza -> answered.add(String.valueOf(stanza.getStanzaId())),
                    stanza -> stanza instanceof IQ);
            // a busy machine is not what these tests are about
            connection.setReplyTimeout(30_000);
            connection.connect().login();
        } catch (IOException | XMPPException | SmackException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Everything that came up to now, oldest first. A room that is asked something answers after
     * whatever it sent before: what another occupant has got is then here too.
     */
    List<Message> receivedFrom(String room) {
        String id = Joining.id();
        try {
            connection.sendStanza(
                    DiscoverInfo.builder(id).to(JidCreate.entityBareFrom(room)).build());
            await("the room answers")
                    .atMost(Duration.ofSeconds(20))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> answered.contains(id));
        } catch (IOException | SmackException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return received();
    }

    /** Everything that came, oldest first. */
    List<Message> received() {
        return List.copyOf(received);
    }

    /** Enters a room; the first who does makes it. */
    MultiUserChat enter(String room, String nick) {
        return enter(room, nick, null, true);
    }

    MultiUserChat enter(String room, String nick, String password, boolean showsAccounts) {
        try {
            MultiUserChat chat =
                    MultiUserChatManager.getInstanceFor(connection)
                            .getMultiUserChat(JidCreate.entityBareFrom(room));
            MucEnterConfiguration entering =
                    chat.getEnterConfigurationBuilder(Resourcepart.from(nick))
                            .withPassword(password)
                            .requestMaxStanzasHistory(20)
                            .build();
            MultiUserChat.MucCreateConfigFormHandle made = createOrJoin(chat, entering);
            if (made != null) {
                FillableForm form = chat.getConfigurationForm().getFillableForm();
                form.setAnswer("muc#roomconfig_whois", showsAccounts ? "anyone" : "moderators");
                if (password != null) {
                    if (form.hasField("muc#roomconfig_passwordprotectedroom")) {
                        form.setAnswer("muc#roomconfig_passwordprotectedroom", true);
                    }
                    form.setAnswer("muc#roomconfig_roomsecret", password);
                }
                chat.sendConfigurationForm(form);
            }
            return chat;
        } catch (IOException | XMPPException | SmackException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A room that another is just making is there, and closed, until that one has set it up. */
    private static MultiUserChat.@org.jspecify.annotations.Nullable MucCreateConfigFormHandle
            createOrJoin(MultiUserChat chat, MucEnterConfiguration entering)
                    throws XMPPException, SmackException, InterruptedException {
        for (long end = System.nanoTime() + 5_000_000_000L; ; Thread.onSpinWait()) {
            try {
                return chat.createOrJoin(entering);
            } catch (XMPPException.XMPPErrorException closed) {
                if (closed.getStanzaError().getCondition()
                                != org.jivesoftware.smack.packet.StanzaError.Condition
                                        .item_not_found
                        || System.nanoTime() > end) {
                    throw closed;
                }
            }
        }
    }

    void say(String to, Message.Type type, String text) {
        send(message(to, type).setBody(text));
    }

    MessageBuilder message(String to, Message.Type type) {
        try {
            return StanzaBuilder.buildMessage(Joining.id()).to(to).ofType(type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void send(MessageBuilder message) {
        try {
            connection.sendStanza(message.build());
        } catch (SmackException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        connection.setReplyTimeout(1_000);
        connection.disconnect();
    }
}
