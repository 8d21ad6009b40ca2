package dev.errand.backend.slack;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.Dialect;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Slack's mrkdwn. It has no escape for its own signs, so a sign in somebody's text is followed by a
 * space of no width, after which Slack opens nothing; the three characters that it does escape are
 * escaped everywhere, so no mention and no command can come out of text.
 */
final class SlackDialect implements Dialect {

    /** Slack refuses to change a message to a longer text, and asks for no longer one at first. */
    static final int LIMIT = 4000;

    private static final String GAP = "\u200b";
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\u202a-\u202e\u2066-\u2069&&[^\n\t]]");
    private static final Pattern SIGN = Pattern.compile("[*_~]");

    /** A back-tick may be followed by a space, but opens nothing within a word. */
    private static final String TICK = "\u2060`" + GAP;

    private static final Pattern EMOJI = Pattern.compile(":(?=[a-z0-9_+'-]*[a-z+][a-z0-9_+'-]*:)");
    private static final Pattern QUOTE = Pattern.compile("(?m)^(?=[ \t]*&gt;)");
    private static final Pattern CHANNEL = Pattern.compile("[CG][A-Z0-9]+");
    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]+");

    @Override
    public String text(String text) {
        String marked = SIGN.matcher(escaped(text)).replaceAll("$0" + GAP).replace("`", TICK);
        return QUOTE.matcher(EMOJI.matcher(marked).replaceAll("$0" + GAP)).replaceAll(GAP);
    }

    private static String escaped(String text) {
        return UNSEEN.matcher(text)
                .replaceAll("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    @Override
    public String bold(String inner) {
        return marked("*", inner);
    }

    @Override
    public String italic(String inner) {
        return marked("_", inner);
    }

    @Override
    public String strike(String inner) {
        return marked("~", inner);
    }

    /** A sign holds for one line, and closes nothing after a space. */
    private static String marked(String sign, String inner) {
        return inner.lines()
                .map(line -> closes(line) ? sign + line + sign : line)
                .collect(Collectors.joining("\n"));
    }

    private static boolean closes(String line) {
        return !line.isEmpty()
                && !line.contains("```")
                && !blank(line.charAt(0))
                && !blank(line.charAt(line.length() - 1));
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || c == GAP.charAt(0);
    }

    @Override
    public String code(String raw) {
        String shown = escaped(raw);
        boolean plain = shown.isBlank() || shown.indexOf('`') >= 0 || shown.indexOf('\n') >= 0;
        return plain ? text(raw) : "`" + shown + "`";
    }

    @Override
    public String codeBlock(String language, String raw) {
        return "```\n" + escaped(raw).replace("```", "`" + GAP + "`" + GAP + "`") + "\n```";
    }

    @Override
    public String link(String inner, String url) {
        String address = escaped(url).replace("|", "%7C").replaceAll("\\s", "%20");
        if (!address.matches("(?i)(https?|mailto):.+")) {
            return inner.isEmpty() ? text(url) : inner;
        }
        if (inner.isBlank() || inner.equals(text(url))) {
            return "<" + address + ">";
        }
        // A label is not read for further links or mentions.
        return inner.indexOf('<') >= 0
                ? inner + " (<" + address + ">)"
                : "<" + address + "|" + inner.replace('\n', ' ') + ">";
    }

    @Override
    public String mention(Person person) {
        String user = Directory.user(person.id().account());
        return USER.matcher(user).matches() ? "<@" + user + ">" : text("@" + person.name());
    }

    @Override
    public String mention(Room room) {
        String channel = room.id().key();
        return CHANNEL.matcher(channel).matches() ? "<#" + channel + ">" : text(room.name());
    }

    @Override
    public int maxLength() {
        return LIMIT;
    }
}
