package dev.errand.backend.console;

import dev.errand.backend.spi.Dialect;

/** Writes for a pipe, a file, or a terminal without colours. */
final class PlainDialect implements Dialect {

    @Override
    public String text(String text) {
        return ScreenText.harmless(text);
    }
}
