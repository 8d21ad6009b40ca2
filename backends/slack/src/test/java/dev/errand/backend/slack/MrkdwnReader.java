package dev.errand.backend.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads mrkdwn as Slack shows it: what the marks enclose, without the marks. */
final class MrkdwnReader {

    private static final Pattern ENTITY = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");
    private static final Pattern FENCE = Pattern.compile("(?s)```\\n?(.*?)\\n?```");
    private static final Pattern CODE = Pattern.compile("(?<![^\\s\\p{Punct}\u200b])`([^`\\n]+)`");

    private final FakeWorkspace workspace;

    MrkdwnReader(FakeWorkspace workspace) {
        this.workspace = workspace;
    }

    static boolean callsEveryone(String raw) {
        return raw.matches("(?s).*<!(channel|here|everyone|subteam)[^>]*>.*");
    }

    String read(String raw) {
        String shown = FENCE.matcher(raw).replaceAll(found -> quoted(found.group(1)));
        shown = CODE.matcher(shown).replaceAll(found -> quoted(found.group(1)));
        // From the outside in, as often as they nest.
        for (int depth = 0; depth < 4; depth++) {
            for (String sign : new String[] {"\\*", "_", "~"}) {
                shown = styled(sign).matcher(shown).replaceAll("$1");
            }
        }
        shown = shown.replaceAll("(?m)^(>|&gt;) ?", "");
        Matcher entity = ENTITY.matcher(shown);
        return entity.replaceAll(
                        found -> Matcher.quoteReplacement(entity(found.group(1), found.group(2))))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replace('\uE000', '*')
                .replace('\uE001', '_')
                .replace('\uE002', '~');
    }

    /** A mark opens after a word's edge and before no space, and closes the other way round. */
    private static Pattern styled(String sign) {
        String outside = "[\\s\\p{Punct}\u200b]";
        return Pattern.compile(
                "(?<![^\\s\\p{Punct}\u200b])"
                        + sign
                        + "(?![\\s\u200b])([^\\n]+?)(?<![\\s\u200b])"
                        + sign
                        + "(?="
                        + outside
                        + "|$)",
                Pattern.MULTILINE);
    }

    private static String quoted(String code) {
        return Matcher.quoteReplacement(
                code.replace('*', '\uE000').replace('_', '\uE001').replace('~', '\uE002'));
    }

    private String entity(String target, String label) {
        if (target.startsWith("@")) {
            return "@"
                    + workspace
                            .user(target.substring(1))
                            .map(user -> user.get("name").getAsString())
                            .orElse(target);
        }
        if (target.startsWith("#")) {
            return "#"
                    + workspace
                            .channel(target.substring(1))
                            .map(channel -> channel.get("name").getAsString())
                            .orElse(target);
        }
        return label == null ? target : label;
    }
}
