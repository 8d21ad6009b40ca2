package dev.errand.backend.xmpp;

import dev.errand.backend.xmpp.Notation.Piece;
import java.util.List;

/** Writes the pieces of a message as the body of an XHTML-IM element (XEP-0071). */
final class XhtmlBody {

    private static final String BREAK = "<br/>";
    private static final String STRUCK = "<span style='text-decoration: line-through'>";

    private final StringBuilder out = new StringBuilder();
    private boolean afterBlock;

    private XhtmlBody() {}

    static String of(List<Piece> pieces) {
        XhtmlBody body = new XhtmlBody();
        body.out.append("<body xmlns='http://www.w3.org/1999/xhtml'>");
        pieces.forEach(body::write);
        return body.out.append("</body>").toString();
    }

    private void write(Piece piece) {
        switch (piece) {
            case Piece.Words(String text) -> words(text);
            case Piece.Begin(String tag, String address) -> begin(tag, address);
            case Piece.End(String tag) -> end(tag);
        }
    }

    private void begin(String tag, String address) {
        if (block(tag)) {
            // The block breaks the line by itself.
            int end = out.length() - BREAK.length();
            if (end > 0 && out.substring(end).equals(BREAK)) {
                out.setLength(end);
            }
        }
        afterBlock = false;
        out.append(
                switch (tag) {
                    case "a" -> "<a href=\"" + Notation.escape(address) + "\">";
                    case "s" -> STRUCK;
                    default -> "<" + tag + ">";
                });
    }

    private void end(String tag) {
        out.append(tag.equals("s") ? "</span>" : "</" + tag + ">");
        afterBlock = block(tag);
    }

    private void words(String text) {
        String shown = afterBlock && text.startsWith("\n") ? text.substring(1) : text;
        afterBlock = false;
        out.append(
                Notation.escape(shown)
                        // HTML runs spaces together; every second one must not break or vanish.
                        .replace("  ", " \u00a0")
                        .replace("\n ", "\n\u00a0")
                        .replace("\n", BREAK));
    }

    private static boolean block(String tag) {
        return tag.equals("pre") || tag.equals("blockquote");
    }
}
