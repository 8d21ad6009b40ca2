package dev.errand.platform.reply;

import dev.errand.backend.spi.Dialect;
import java.nio.charset.StandardCharsets;

/** A chat such as Slack, that counts UTF-8 bytes. */
record NestingDialect(int maxLength) implements Dialect {

    @Override
    public String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("*", "&#42;")
                .replace("`", "&#96;");
    }

    @Override
    public String bold(String inner) {
        return "*" + inner + "*";
    }

    @Override
    public String italic(String inner) {
        return "_" + inner + "_";
    }

    @Override
    public String strike(String inner) {
        return "~" + inner + "~";
    }

    @Override
    public String code(String raw) {
        return "`" + text(raw) + "`";
    }

    @Override
    public String link(String inner, String url) {
        return "<" + text(url) + "|" + inner + ">";
    }

    @Override
    public String codeBlock(String language, String raw) {
        return "```\n" + text(raw) + "\n```";
    }

    @Override
    public int length(String drawn) {
        return drawn.getBytes(StandardCharsets.UTF_8).length;
    }
}
