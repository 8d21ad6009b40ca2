package dev.errand.backend.discord;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.Dialect;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Discord's Markdown. */
final class DiscordDialect implements Dialect {

    /** The most characters of a message. */
    static final int LIMIT = 2000;

    private static final String BREAK = "\u200b";

    /** Discord links addresses by itself and shows a backslash inside them. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9._~/?&=%+#:;,-]+");

    /**
     * Space to Discord, nothing to see; else the backslash that follows is taken for the address's.
     */
    private static final String ADDRESS_END = "\ufeff";

    private static final Pattern UNWANTED =
            Pattern.compile("[\\p{Cc}\\p{Cs}\u202a-\u202e\u2066-\u2069\u2028\u2029&&[^\n\t]]");
    private static final Pattern SIGNS = Pattern.compile("[\\\\*_~`|<>\\[\\]]");
    private static final Pattern LINE_SIGNS = Pattern.compile("(?m)^([ \t]*)([#+-])");
    private static final Pattern LINE_NUMBER = Pattern.compile("(?m)^([ \t]*[0-9]+)([.)])");
    private static final Pattern CALL_OF_ALL = Pattern.compile("(?i)@(?=everyone|here)");
    private static final Pattern MENTION = Pattern.compile("<(?=[@#/:]|id:|t:|a:)");
    private static final Pattern DRAWN_MENTION = Pattern.compile("(?<!\\\\)<@([0-9]{1,19})>");
    private static final Pattern ESCAPE = Pattern.compile("\\\\.", Pattern.DOTALL);
    private static final Pattern WEB = Pattern.compile("(?i)https?://\\S+");

    @Override
    public String text(String text) {
        String clean = clean(text);
        StringBuilder drawn = new StringBuilder(clean.length() + 16);
        Matcher address = ADDRESS.matcher(clean);
        int from = 0;
        while (address.find()) {
            drawn.append(escaped(clean.substring(from, address.start())));
            drawn.append(address.group());
            from = address.end();
            if (from < clean.length() && SIGNS.matcher(clean.substring(from, from + 1)).matches()) {
                drawn.append(ADDRESS_END);
            }
        }
        return harmless(drawn.append(escaped(clean.substring(from))).toString());
    }

    private static String escaped(String text) {
        return SIGNS.matcher(text).replaceAll("\\\\$0");
    }

    /** What is notation at the beginning of a line only, and what calls everyone. */
    private static String harmless(String text) {
        String lines = LINE_SIGNS.matcher(text).replaceAll("$1\\\\$2");
        String numbers = LINE_NUMBER.matcher(lines).replaceAll("$1\\\\$2");
        return CALL_OF_ALL.matcher(numbers).replaceAll("@" + BREAK);
    }

    /** Takes out what no person types. */
    static String clean(String text) {
        return UNWANTED.matcher(text.replace("\r\n", "\n")).replaceAll("");
    }

    @Override
    public String bold(String inner) {
        return paired("**", inner);
    }

    /** Discord looks for the closing sign inside code too, so the sign is one that is not there. */
    @Override
    public String italic(String inner) {
        if (inner.isBlank()) {
            return inner;
        }
        boolean taken = bare(inner).replace("**", "").contains("*");
        return taken ? paired("_", inner) : "*" + inner + "*";
    }

    @Override
    public String strike(String inner) {
        return paired("~~", inner);
    }

    private static String paired(String sign, String inner) {
        return inner.isBlank() || bare(inner).contains(sign) ? inner : sign + inner + sign;
    }

    private static String bare(String drawn) {
        return ESCAPE.matcher(drawn).replaceAll("");
    }

    @Override
    public String code(String raw) {
        String line = inCode(raw).replace('\n', ' ');
        if (line.isBlank()) {
            return line;
        }
        if (line.indexOf('`') < 0) {
            return "`" + line + "`";
        }
        return "`` " + apart(line) + " ``";
    }

    @Override
    public String codeBlock(String language, String raw) {
        String name = language.matches("[A-Za-z0-9+#_-]{1,20}") ? language : "";
        String lines = apart(inCode(raw));
        return "```" + name + "\n" + (lines.isBlank() ? " " : lines) + "\n```";
    }

    /** No two backticks in a row, which could end the code. */
    private static String apart(String code) {
        return code.replaceAll("`(?=`)", "`" + BREAK);
    }

    /** Backslashes do nothing in code, so mentions are broken there instead. */
    private static String inCode(String raw) {
        String clean = CALL_OF_ALL.matcher(clean(raw)).replaceAll("@" + BREAK);
        return MENTION.matcher(clean).replaceAll("<" + BREAK);
    }

    @Override
    public String link(String inner, String url) {
        String address = text(url);
        if (inner.isBlank() || inner.equals(address)) {
            return address;
        }
        if (!WEB.matcher(url).matches() || WEB.matcher(inner).find()) {
            // Discord masks web addresses only, and none by another address.
            return inner + " (" + address + ")";
        }
        return "[" + inner + "](" + target(url) + ")";
    }

    private static String target(String url) {
        StringBuilder target = new StringBuilder();
        for (char c : clean(url).toCharArray()) {
            if ("()<>\\`*_~|\"".indexOf(c) >= 0) {
                target.append('%').append("%02X".formatted((int) c));
            } else {
                target.append(c);
            }
        }
        return target.toString();
    }

    @Override
    public String heading(int level, String inner) {
        return level <= 3 && !inner.isBlank() ? "#".repeat(level) + " " + inner : bold(inner);
    }

    @Override
    public String item(String marker, String inner) {
        return marker + " " + inner.replace("\n", "\n" + " ".repeat(marker.length() + 1));
    }

    @Override
    public String rule() {
        return "──────────";
    }

    @Override
    public String mention(Person person) {
        String account = person.id().account();
        return Snowflake.isOne(account) ? "<@" + account + ">" : text(person.name());
    }

    @Override
    public String mention(Room room) {
        String channel = room.id().key();
        return Snowflake.isOne(channel) ? "<#" + channel + ">" : text(room.name());
    }

    /** The persons whom a drawn text mentions; nobody else's attention is called. */
    static List<String> mentioned(String drawn) {
        return DRAWN_MENTION.matcher(drawn).results().map(found -> found.group(1)).toList();
    }

    @Override
    public int maxLength() {
        return LIMIT;
    }

    /** Discord counts characters of Unicode. */
    @Override
    public int length(String drawn) {
        return drawn.codePointCount(0, drawn.length());
    }
}
