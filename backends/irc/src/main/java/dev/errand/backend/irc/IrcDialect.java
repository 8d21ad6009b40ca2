package dev.errand.backend.irc;

import dev.errand.api.Person;
import dev.errand.backend.spi.Dialect;
import java.util.stream.Collectors;

/**
 * Writes with the control codes that mIRC began and all clients know.
 *
 * @param maxLength the bytes of text that one line can carry
 * @param formatting whether to use the codes
 */
record IrcDialect(int maxLength, boolean formatting) implements Dialect {

    private static final String BOLD = "\u0002";
    private static final String ITALIC = "\u001d";
    private static final String UNDERLINE = "\u001f";
    private static final String STRIKE = "\u001e";
    private static final String MONOSPACE = "\u0011";
    private static final String COLOR = "\u0003";
    private static final String TEAL = "10";
    private static final String GREY = "14";

    /** Begins and ends nothing, but keeps a digit or comma after it from being read as a colour. */
    private static final String GUARD = BOLD + BOLD;

    @Override
    public String text(String text) {
        return IrcText.harmless(text);
    }

    @Override
    public String bold(String inner) {
        return toggled(BOLD, inner);
    }

    @Override
    public String italic(String inner) {
        return toggled(ITALIC, inner);
    }

    @Override
    public String strike(String inner) {
        return toggled(STRIKE, inner);
    }

    @Override
    public String code(String raw) {
        return toggled(MONOSPACE, colored(TEAL, text(raw)));
    }

    @Override
    public String link(String inner, String url) {
        String address = text(url);
        String shown = toggled(UNDERLINE, address);
        return inner.isEmpty() || inner.equals(address) ? shown : inner + " (" + shown + ")";
    }

    @Override
    public String heading(int level, String inner) {
        return level <= 2 ? bold(toggled(UNDERLINE, inner)) : bold(inner);
    }

    @Override
    public String codeBlock(String language, String raw) {
        return text(raw)
                .lines()
                .map(line -> toggled(MONOSPACE, colored(TEAL, line)))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String table(String aligned) {
        return text(aligned)
                .lines()
                .map(line -> toggled(MONOSPACE, line))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String quote(String inner) {
        String sign = colored(GREY, ">") + " ";
        return sign + inner.replace("\n", "\n" + sign);
    }

    @Override
    public String rule() {
        return colored(GREY, "----------");
    }

    @Override
    public String mention(Person person) {
        return bold(text(person.name()).replace('\n', ' '));
    }

    @Override
    public int length(String drawn) {
        return Bytes.length(drawn);
    }

    @Override
    public boolean multiline() {
        return false;
    }

    /** A code that ends what it began: inside, the same one would end it too early. */
    private String toggled(String code, String inner) {
        return formatting && !inner.isEmpty() ? code + withoutToggle(inner, code) + code : inner;
    }

    private static String withoutToggle(String inner, String code) {
        return code.equals(BOLD)
                ? inner.replace(GUARD, "\u0000").replace(code, "").replace("\u0000", GUARD)
                : inner.replace(code, "");
    }

    private String colored(String color, String inner) {
        return formatting && !inner.isEmpty()
                ? COLOR + color + GUARD + inner + COLOR + GUARD
                : inner;
    }
}
