package dev.errand.platform.reply;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** People and rooms in Markdown: links of a kind of their own, see {@code Markdown.mention}. */
final class Mention {

    private static final String SCHEME = "errand:";

    /** Longer names are shown without calling anybody, so that no message is too short for one. */
    private static final int LONGEST_NAME = 80;

    private static final Pattern WRITTEN =
            Pattern.compile("\\[((?:[^\\]\\\\]|\\\\.){0,200})\\]\\(errand:[^)\\s]{1,500}\\)");

    private Mention() {}

    /** The mark that a link is instead, if it is a mention at all. */
    static Optional<Mark> of(String url) {
        String[] parts = url.startsWith(SCHEME) ? url.substring(7).split("/", -1) : new String[0];
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String chat = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            String key = URLDecoder.decode(parts[2], StandardCharsets.UTF_8);
            return switch (parts[0]) {
                case "person" -> Optional.of(new Mark.OfPerson(new PersonId(chat, key)));
                case "room" -> Optional.of(new Mark.OfRoom(new RoomId(chat, key)));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** Takes mentions of people and rooms out of a text that a chat reads itself; names stay. */
    static String namesOnly(String markdown) {
        return markdown.contains(SCHEME) ? WRITTEN.matcher(markdown).replaceAll("$1") : markdown;
    }

    /** Only the chat that a person or room belongs to can mention them. */
    static void keepThoseOf(String chat, List<Unit> units) {
        units.replaceAll(unit ->
                unit.runs().stream().anyMatch(run -> isElsewhere(run, chat))
                        ? new Unit(
                                unit.leaf(),
                                unit.gap(),
                                unit.runs().stream().map(run -> kept(run, chat)).toList())
                        : unit);
    }

    private static Run kept(Run run, String chat) {
        return isElsewhere(run, chat)
                ? new Run(
                        run.marks().stream().filter(mark -> !isMention(mark)).toList(),
                        run.code(),
                        run.text())
                : run;
    }

    private static boolean isElsewhere(Run run, String chat) {
        return run.marks().stream()
                .anyMatch(mark ->
                        switch (mark) {
                            case Mark.OfPerson(PersonId id) -> other(id.chat(), chat, run);
                            case Mark.OfRoom(RoomId id) -> other(id.chat(), chat, run);
                            case Mark.Style _, Mark.Link _ -> false;
                        });
    }

    private static boolean other(String its, String chat, Run run) {
        return !its.equals(chat) || run.code() || run.text().length() > LONGEST_NAME;
    }

    private static boolean isMention(Mark mark) {
        return mark instanceof Mark.OfPerson || mark instanceof Mark.OfRoom;
    }
}
