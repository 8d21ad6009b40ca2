package dev.errand.platform.reply;

import dev.errand.backend.spi.Dialect;
import java.nio.charset.StandardCharsets;

/** A chat such as IRC: one line a message, counted in bytes, styles by control characters. */
record LineDialect(int maxLength) implements Dialect {

    @Override
    public String bold(String inner) {
        return "\u0002" + inner + "\u0002";
    }

    @Override
    public int length(String drawn) {
        return drawn.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public boolean multiline() {
        return false;
    }
}
