package dev.errand.backend.console;

import dev.errand.backend.spi.Dialect;
import java.util.Map;

/** Finds out how to draw for what stands at the other end. */
final class Drawing {

    private Drawing() {}

    static Dialect dialect(
            ConsoleSettings.Color color, boolean terminal, Map<String, String> environment) {
        boolean colors =
                switch (color) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case AUTO ->
                            terminal
                                    && wanted(environment)
                                    && !environment.getOrDefault("TERM", "dumb").equals("dumb");
                };
        return colors ? new AnsiDialect(terminal && knowsLinks(environment)) : new PlainDialect();
    }

    /** As no-color.org asks: set to anything but nothing. */
    private static boolean wanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Only where no multiplexer stands between, which might pass the link's bytes on as text. */
    private static boolean knowsLinks(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        if (environment.containsKey("TMUX")
                || environment.containsKey("STY")
                || term.startsWith("screen")) {
            return false;
        }
        return switch (environment.getOrDefault("TERM_PROGRAM", "")) {
            case "iTerm.app", "WezTerm", "vscode", "ghostty" -> true;
            default ->
                    environment.containsKey("KITTY_WINDOW_ID")
                            || environment.containsKey("WT_SESSION")
                            || number(environment.get("VTE_VERSION")) >= 5000
                            || number(environment.get("KONSOLE_VERSION")) >= 201200;
        };
    }

    private static int number(@org.jspecify.annotations.Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
