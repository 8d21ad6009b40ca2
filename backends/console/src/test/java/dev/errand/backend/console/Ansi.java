package dev.errand.backend.console;

/**
 * What a terminal shows of the few sequences that the console itself writes; all others stay, for a
 * test to find.
 */
final class Ansi {

    private Ansi() {}

    static String shown(String drawn) {
        return drawn.replaceAll("\u001b\\[\\d{1,2}(?:;\\d{1,2})?m", "")
                .replaceAll("\u001b]8;;[!-~]*\u001b\\\\", "");
    }
}
