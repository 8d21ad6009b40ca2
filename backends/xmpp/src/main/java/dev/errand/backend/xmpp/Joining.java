package dev.errand.backend.xmpp;

import dev.errand.api.Secret;
import java.util.Optional;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.packet.id.StandardStanzaIdSource;
import org.jivesoftware.smackx.muc.packet.MUCInitialPresence;
import org.jivesoftware.smackx.muc.packet.MUCOwner;
import org.jivesoftware.smackx.muc.packet.MUCUser;
import org.jivesoftware.smackx.xdata.packet.DataForm;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;
import org.jxmpp.stringprep.XmppStringprepException;

/** Writes and reads what is said to and by a room when somebody comes. */
final class Joining {

    static final String OCCUPANT_ID = "urn:xmpp:occupant-id:0";

    /** Enough to see what became of messages that were on their way when the link was lost. */
    private static final int HISTORY = 250;

    private Joining() {}

    static String id() {
        return StandardStanzaIdSource.DEFAULT.getNewStanzaId();
    }

    static Presence presence(
            EntityBareJid room, String nick, Optional<Secret> password, boolean history) {
        @Nullable String word = password.map(Secret::reveal).orElse(null);
        return StanzaBuilder.buildPresence(id())
                .to(JidCreate.entityFullFrom(room, resource(nick)))
                .addExtension(new MUCInitialPresence(word, -1, history ? HISTORY : 0, -1, null))
                .build();
    }

    static Resourcepart resource(String nick) {
        try {
            return Resourcepart.from(nick);
        } catch (XmppStringprepException e) {
            throw new IllegalArgumentException("'" + nick + "' cannot be a nick in a room", e);
        }
    }

    /** Accepts a new room as the service made it; it is locked until then. */
    static IQ asItIs(EntityBareJid room) {
        MUCOwner form = new MUCOwner();
        form.setType(IQ.Type.set);
        form.setTo(room);
        form.addExtension(DataForm.builder(DataForm.Type.submit).build());
        return form;
    }

    static Occupant occupant(String nick, Presence presence, @Nullable MUCUser user) {
        Optional<EntityBareJid> account =
                Optional.ofNullable(user)
                        .map(MUCUser::getItem)
                        .map(item -> item.getJid())
                        .map(jid -> jid.asEntityBareJidIfPossible());
        return new Occupant(nick, account, occupantId(presence));
    }

    private static Optional<String> occupantId(Presence presence) {
        return presence.getExtensionElement("occupant-id", OCCUPANT_ID)
                        instanceof StandardExtensionElement element
                ? Optional.ofNullable(element.getAttributeValue("id"))
                : Optional.empty();
    }
}
