package dev.errand.backend.console;

import dev.errand.api.Person;
import dev.errand.backend.spi.Dialect;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes for a terminal with colours.
 *
 * @param links whether the terminal surely knows OSC 8, links behind words
 */
record AnsiDialect(boolean links) implements Dialect {

    private static final Pattern SAFE_ADDRESS = Pattern.compile("(?:https?://|mailto:)[!-~]+");

    @Override
    public String text(String text) {
        return ScreenText.harmless(text);
    }

    @Override
    public String bold(String inner) {
        return styled("1", "22", inner);
    }

    @Override
    public String italic(String inner) {
        return styled("3", "23", inner);
    }

    @Override
    public String strike(String inner) {
        return styled("9", "29", inner);
    }

    @Override
    public String code(String raw) {
        return styled("36", "39", text(raw));
    }

    @Override
    public String link(String inner, String url) {
        String address = text(url);
        if (inner.isEmpty() || inner.equals(address)) {
            return behind(url, styled("4", "24", address));
        }
        if (links && safe(url)) {
            return behind(url, styled("4", "24", inner));
        }
        return inner + " (" + styled("4", "24", address) + ")";
    }

    @Override
    public String heading(int level, String inner) {
        return level <= 2 ? bold(styled("4", "24", inner)) : bold(inner);
    }

    @Override
    public String codeBlock(String language, String raw) {
        return text(raw)
                .lines()
                .map(line -> "  " + styled("36", "39", line))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String table(String aligned) {
        String rows = text(aligned);
        int end = rows.indexOf('\n');
        return end < 0 ? bold(rows) : bold(rows.substring(0, end)) + rows.substring(end);
    }

    @Override
    public String quote(String inner) {
        String bar = dim("│") + " ";
        return bar + inner.replace("\n", "\n" + bar);
    }

    @Override
    public String rule() {
        return dim("─".repeat(40));
    }

    @Override
    public String mention(Person person) {
        return bold(ScreenText.line(person.name()));
    }

    /** Something beside the point, such as a sign or a log line. */
    static String dim(String inner) {
        return styled("2", "22", inner);
    }

    private String behind(String url, String shown) {
        return links && safe(url)
                ? "\u001b]8;;" + url + "\u001b\\" + shown + "\u001b]8;;\u001b\\"
                : shown;
    }

    private static boolean safe(String url) {
        return SAFE_ADDRESS.matcher(url.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Styles each line for itself, since what is drawn around it may put something before each
     * line; and again after whatever ended the same style inside.
     */
    private static String styled(String on, String off, String inner) {
        String begin = "\u001b[" + on + "m";
        String end = "\u001b[" + off + "m";
        return inner.replace(end, end + begin)
                .lines()
                .map(line -> line.isEmpty() ? line : begin + line + end)
                .collect(Collectors.joining("\n"));
    }
}
