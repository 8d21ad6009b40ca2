package dev.errand.backend.discord;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person reads when Discord shows a text: notation is resolved, names are filled in. */
final class DiscordReading {

    private static final List<String> PAIRS = List.of("**", "__", "~~", "||", "*", "_");
    private static final Pattern ADDRESS =
            Pattern.compile("\\G<?https?://[^\\s<\\ufeff]+[^<.,:;\"')\\]\\s\\ufeff]>?");
    private static final Pattern LINK =
            Pattern.compile("\\G\\[((?:\\\\.|[^\\]\\\\])+)]\\(([^)\\s]+)\\)");
    private static final Pattern MENTION = Pattern.compile("\\G<(@!?|#)([0-9]+)>");
    private static final Pattern LINE =
            Pattern.compile("\\G(?:(?:#{1,3}|-#) |>{1,3} |([-*]) |([0-9]+)\\. )");
    private static final Pattern BLOCK =
            Pattern.compile("\\G```(?:[A-Za-z0-9+#_-]*\\n)?(.*?)\\n?```", Pattern.DOTALL);
    private static final Pattern CODE =
            Pattern.compile("\\G(`+)(?!`)(.+?)(?<!`)\\1(?!`)", Pattern.DOTALL);

    private final FakeWorld world;
    private final String text;
    private final StringBuilder read = new StringBuilder();
    private int at;

    private DiscordReading(FakeWorld world, String text) {
        this.world = world;
        this.text = text;
    }

    static String of(FakeWorld world, String content) {
        return new DiscordReading(world, content.strip()).read(true);
    }

    /** Whether everyone is called: the text says so, and the sender allowed it. */
    static boolean callsEveryone(String content, boolean allowed) {
        return allowed && content.matches("(?s).*@(everyone|here)\\b.*");
    }

    private String read(boolean fromLineStart) {
        boolean lineStart = fromLineStart;
        while (at < text.length()) {
            if (lineStart && line()) {
                continue;
            }
            boolean feed = text.charAt(at) == '\n';
            boolean space = lineStart && (text.charAt(at) == ' ');
            if (!escape()
                    && !block()
                    && !code()
                    && !address()
                    && !link()
                    && !mention()
                    && !pair()) {
                read.append(text.charAt(at));
                at++;
            }
            lineStart = feed || space;
        }
        return read.toString();
    }

    private boolean line() {
        Matcher line = LINE.matcher(text);
        if (!line.find(at)) {
            return false;
        }
        if (line.group(1) != null) {
            read.append("• ");
        } else if (line.group(2) != null) {
            read.append(line.group(2)).append(") ");
        }
        at = line.end();
        return at < text.length();
    }

    private boolean escape() {
        boolean escape =
                text.charAt(at) == '\\'
                        && at + 1 < text.length()
                        && String.valueOf(text.charAt(at + 1)).matches("[^0-9A-Za-z\\s]");
        if (escape) {
            read.append(text.charAt(at + 1));
            at += 2;
        }
        return escape;
    }

    private boolean block() {
        return take(BLOCK, 1);
    }

    private boolean code() {
        Matcher code = CODE.matcher(text);
        if (!code.find(at)) {
            return false;
        }
        String inner = code.group(2);
        boolean padded = code.group(1).length() > 1 && inner.startsWith(" ") && inner.endsWith(" ");
        read.append(padded ? inner.substring(1, inner.length() - 1) : inner);
        at = code.end();
        return true;
    }

    private boolean address() {
        return take(ADDRESS, 0);
    }

    private boolean take(Pattern pattern, int group) {
        Matcher found = pattern.matcher(text);
        if (!found.find(at)) {
            return false;
        }
        read.append(found.group(group));
        at = found.end();
        return true;
    }

    private boolean link() {
        Matcher link = LINK.matcher(text);
        if (!link.find(at) || !link.group(2).startsWith("http")) {
            return false;
        }
        read.append(new DiscordReading(world, link.group(1)).read(false));
        at = link.end();
        return true;
    }

    private boolean mention() {
        Matcher mention = MENTION.matcher(text);
        if (!mention.find(at)) {
            return false;
        }
        if (mention.group(1).equals("#")) {
            FakeWorld.Channel channel = world.channel(mention.group(2));
            read.append('#').append(channel == null ? "unknown" : channel.name());
        } else {
            FakeWorld.User user = world.user(mention.group(2));
            read.append('@').append(user == null ? "unknown-user" : user.name());
        }
        at = mention.end();
        return true;
    }

    private boolean pair() {
        for (String sign : PAIRS) {
            int end = text.startsWith(sign, at) ? closing(sign) : -1;
            if (end > at + sign.length()) {
                String inner = text.substring(at + sign.length(), end);
                read.append(new DiscordReading(world, inner).read(false));
                at = end + sign.length();
                return true;
            }
        }
        return false;
    }

    private int closing(String sign) {
        for (int i = at + sign.length(); i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith(sign, i)) {
                return sign.equals("**") && text.startsWith(sign, i + 1) ? i + 1 : i;
            }
        }
        return -1;
    }
}
