package dev.errand.backend.xmpp;

import dev.errand.backend.spi.Dialect;
import java.nio.charset.StandardCharsets;

/**
 * Writes the few tags that {@link Notation} reads again when a message is sent, once for clients
 * that show XHTML-IM and once for those that show the plain body.
 */
final class XhtmlDialect implements Dialect {

    /** Body and XHTML together stay below the 64 KiB that servers allow for a stanza. */
    static final int LIMIT = 8_000;

    @Override
    public String text(String text) {
        return Notation.escape(CleanText.harmless(text));
    }

    @Override
    public String bold(String inner) {
        return "<strong>" + inner + "</strong>";
    }

    @Override
    public String italic(String inner) {
        return "<em>" + inner + "</em>";
    }

    @Override
    public String strike(String inner) {
        return "<s>" + inner + "</s>";
    }

    @Override
    public String code(String raw) {
        return "<code>" + text(raw) + "</code>";
    }

    @Override
    public String link(String inner, String url) {
        String address = text(url);
        return Notation.leadsSomewhere(url)
                ? "<a href=\"" + address + "\">" + (inner.isEmpty() ? address : inner) + "</a>"
                : Dialect.super.link(inner, url);
    }

    @Override
    public String codeBlock(String language, String raw) {
        return "<pre>" + text(raw) + "</pre>";
    }

    @Override
    public String quote(String inner) {
        return "<blockquote>" + inner + "</blockquote>";
    }

    @Override
    public int maxLength() {
        return LIMIT;
    }

    @Override
    public int length(String drawn) {
        return drawn.getBytes(StandardCharsets.UTF_8).length;
    }
}
