package dev.errand.backend.xmpp;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smackx.xhtmlim.packet.XHTMLExtension;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What a person reads of a message, in a client that shows XHTML-IM and {@code /me}. */
final class ShownText {

    private ShownText() {}

    static String of(Message message, String sender) {
        XHTMLExtension xhtml = XHTMLExtension.from(message);
        String text = xhtml == null ? message.getBody() : read(xhtml);
        return text.startsWith("/me ") ? "* " + sender + text.substring(3) : text;
    }

    private static String read(XHTMLExtension xhtml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            Node body =
                    factory.newDocumentBuilder()
                            .parse(
                                    new InputSource(
                                            new StringReader(
                                                    xhtml.getBodies().getFirst().toString())));
            StringBuilder text = new StringBuilder();
            read(body, text);
            return text.toString().strip();
        } catch (Exception e) {
            throw new IllegalStateException("not XHTML: " + xhtml.getBodies(), e);
        }
    }

    private static void read(Node node, StringBuilder text) {
        if (node.getNodeType() == Node.TEXT_NODE) {
            text.append(node.getTextContent().replaceAll("[ \n\t]+", " ").replace('\u00a0', ' '));
        }
        String name = node.getNodeName();
        boolean block = name.equals("pre") || name.equals("blockquote");
        if (name.equals("br") || (block && !text.isEmpty())) {
            text.append('\n');
        }
        for (Node each = node.getFirstChild(); each != null; each = each.getNextSibling()) {
            read(each, text);
        }
        if (block) {
            text.append('\n');
        }
    }
}
