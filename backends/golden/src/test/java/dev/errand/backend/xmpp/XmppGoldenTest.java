package dev.errand.backend.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import dev.errand.backend.golden.Drawn;
import java.util.Optional;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smackx.xhtmlim.packet.XHTMLExtension;
import org.junit.jupiter.api.Test;
import org.jxmpp.jid.impl.JidCreate;

/** One drawn message is a plain body and an XHTML body. */
class XmppGoldenTest {

    @Test
    void aRichReplyLooksAsInTheGoldenFile() {
        Destination ann =
                new Destination(
                        JidCreate.entityBareFromOrThrowUnchecked("ann@chat.test"),
                        Optional.empty(),
                        false);
        StringBuilder shown = new StringBuilder();
        for (String drawn :
                Drawn.parts(
                        new PersonId("team", "ann@chat.test"),
                        new RoomId("team", "ops@rooms.chat.test"),
                        "ops",
                        new XhtmlDialect())) {
            Message message = Stanzas.message(ann, drawn, Optional.empty(), Optional.empty());
            shown.append("--- body\n").append(message.getBody()).append('\n');
            shown.append("--- xhtml\n")
                    .append(XHTMLExtension.from(message).getBodies().getFirst())
                    .append('\n');
        }

        assertThat(shown.toString()).isEqualTo(RichReply.golden(XmppGoldenTest.class));
    }
}
