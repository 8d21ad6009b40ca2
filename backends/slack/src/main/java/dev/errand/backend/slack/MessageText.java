package dev.errand.backend.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person typed, out of what Slack made of it: entities resolved, links as they were written,
 * people and rooms as {@code <@U…>} and {@code <#C…>}, which name one for sure.
 */
final class MessageText {

    private static final Pattern ENTITY = Pattern.compile("<([^<>|\n]*)(?:\\|([^<>\n]*))?>");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\n\t]]");
    private static final Pattern SCHEME = Pattern.compile("^(https?://|mailto:|tel:)");

    private MessageText() {}

    static String read(String text) {
        Matcher entity = ENTITY.matcher(text);
        StringBuilder read = new StringBuilder();
        while (entity.find()) {
            String label = entity.group(2) == null ? "" : entity.group(2);
            entity.appendReplacement(
                    read, Matcher.quoteReplacement(entity(entity.group(1), label)));
        }
        entity.appendTail(read);
        String plain =
                read.toString().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return CONTROL.matcher(plain).replaceAll("");
    }

    private static String entity(String target, String label) {
        if (target.startsWith("@") || target.startsWith("#")) {
            return "<" + target + ">";
        }
        if (target.startsWith("!")) {
            return special(target.substring(1), label);
        }
        String bare = SCHEME.matcher(target).replaceFirst("");
        if (label.isEmpty() || label.equals(target)) {
            return target;
        }
        // Slack makes links of what looks like one; the label is then what was typed.
        return label.equals(bare) || (label + "/").equals(bare)
                ? label
                : label + " (" + target + ")";
    }

    private static String special(String command, String label) {
        String name = command.contains("^") ? command.substring(0, command.indexOf('^')) : command;
        if (label.isEmpty()) {
            return "@" + name;
        }
        return switch (name) {
            case "here", "channel", "everyone" -> "@" + name;
            default -> label;
        };
    }

    /** The rest of the text if it begins with a mention of this account, else null. */
    static java.util.Optional<String> afterMention(String raw, String user) {
        Matcher mention =
                Pattern.compile("^\\s*<@" + Pattern.quote(user) + "(\\|[^<>]*)?>[:,]?\\s*")
                        .matcher(raw);
        return user.isEmpty() || !mention.find()
                ? java.util.Optional.empty()
                : java.util.Optional.of(raw.substring(mention.end()));
    }
}
