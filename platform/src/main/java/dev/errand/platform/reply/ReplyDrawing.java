package dev.errand.platform.reply;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.OutboundMessage.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draws replies for one chat. Thread safe, stateless. */
public final class ReplyDrawing {

    private static final String CUT = "…";
    private static final String FILE = "output.txt";

    private final Redaction redaction;
    private final int maxParts;
    private final String more;

    /**
     * Made once for the host.
     *
     * @param redaction hides secrets
     * @param maxParts how many messages one reply may be at most
     * @param more what a person types to see the rest, such as {@code !more}
     */
    public ReplyDrawing(Redaction redaction, int maxParts, String more) {
        if (maxParts < 1) {
            throw new IllegalArgumentException(
                    "A reply needs at least one message; not '" + maxParts + "'");
        }
        this.redaction = redaction;
        this.maxParts = maxParts;
        this.more = more;
    }

    /**
     * Draws a reply in which nobody and no room is mentioned.
     *
     * @param reply what to say
     * @param dialect how the chat writes
     * @param features what the chat shows beside text
     * @return as {@link #draw(Reply, Dialect, Set, String)} does
     */
    public Drawing draw(Reply reply, Dialect dialect, Set<Feature> features) {
        return draw(reply, dialect, features, "");
    }

    /**
     * Draws a reply.
     *
     * @param reply what to say
     * @param dialect how the chat writes
     * @param features what the chat shows beside text
     * @param chat the chat's name: people and rooms of others are not mentioned there
     * @return at most {@code maxParts} bodies, each within the chat's limit, and the rest; instead
     *     of more than that, one file with all of it where the chat has files
     */
    public Drawing draw(Reply reply, Dialect dialect, Set<Feature> features, String chat) {
        Optional<String> line = oneLine(reply, dialect);
        if (line.isPresent()) {
            return new Drawing(List.of(new Body.Drawn(line.get())), List.of());
        }
        List<Unit> units = Reading.read(reply, redaction, dialect);
        Mention.keepThoseOf(chat, units);
        Optional<Reply> rich = RichReply.of(reply, features, redaction);
        if (rich.isPresent()) {
            return rich(rich.get(), units, dialect);
        }
        Drawing drawn = drawn(units, dialect, maxParts);
        return drawn.rest().isEmpty() || !features.contains(Feature.FILES)
                ? drawn
                : file(reply, drawn(units, dialect, 1));
    }

    /**
     * What is too long for messages is a file where the chat has such. Its beginning goes along, in
     * case that the chat does not take the file after all; so does the rest, for {@link #more}.
     */
    private Drawing file(Reply reply, Drawing start) {
        Splitting whole =
                new Splitting(
                        Reading.read(reply, redaction, Dialect.PLAIN),
                        Dialect.PLAIN,
                        Integer.MAX_VALUE);
        byte[] content = whole.next().orElse("").getBytes(StandardCharsets.UTF_8);
        Reply file = new Reply.File(FILE, "text/plain", content);
        return new Drawing(
                List.of(new Body.Rich(file, text(start.parts().getFirst()))), start.rest());
    }

    /**
     * The next messages of a reply that was too long.
     *
     * @param rest {@link Drawing#rest} of the drawing before
     * @param dialect the one it was drawn for
     * @return at most {@code maxParts} of them, and what is left again
     */
    public Drawing more(List<Body> rest, Dialect dialect) {
        if (rest.size() <= maxParts) {
            return new Drawing(rest, List.of());
        }
        List<Body> parts = new ArrayList<>(rest.subList(0, maxParts - 1));
        List<Body> left = rest.subList(maxParts, rest.size());
        parts.add(new Body.Drawn(text(rest.get(maxParts - 1)) + trailer(lines(left), dialect)));
        return new Drawing(parts, left);
    }

    /** Most replies are a line without markup: for them nothing needs to be read. */
    private Optional<String> oneLine(Reply reply, Dialect dialect) {
        if (!(reply instanceof Reply.Text(String text)) || !Source.plainLine(text)) {
            return Optional.empty();
        }
        String drawn = dialect.text(redaction.redact(text));
        return Optional.of(drawn).filter(line -> dialect.length(line) <= dialect.maxLength());
    }

    private Drawing drawn(List<Unit> units, Dialect dialect, int most) {
        Splitting splitting = new Splitting(units, dialect, dialect.maxLength());
        List<Body> parts = new ArrayList<>();
        int last = 0;
        Optional<String> next = splitting.next();
        while (next.isPresent() && parts.size() < most) {
            parts.add(new Body.Drawn(next.get()));
            last = parts.size() < most ? splitting.position() : last;
            next = splitting.next();
        }
        return next.isEmpty()
                ? new Drawing(parts, List.of())
                : cut(parts, splitting, last, dialect, most);
    }

    /**
     * The last part is made again with room for the line that says how to see the rest. So are
     * those of the rest, for the same line.
     */
    private Drawing cut(
            List<Body> parts, Splitting splitting, int last, Dialect dialect, int most) {
        splitting.restart(
                last, dialect.maxLength() - dialect.length(trailer(Integer.MAX_VALUE, dialect)));
        List<Body> again = new ArrayList<>(parts.subList(0, parts.size() - 1));
        splitting.all().forEach(text -> again.add(new Body.Drawn(text)));
        if (again.size() <= most) {
            return new Drawing(again, List.of());
        }
        List<Body> rest = again.subList(most, again.size());
        List<Body> shown = new ArrayList<>(again.subList(0, most - 1));
        shown.add(new Body.Drawn(text(again.get(most - 1)) + trailer(lines(rest), dialect)));
        return new Drawing(shown, rest);
    }

    private Drawing rich(Reply reply, List<Unit> units, Dialect dialect) {
        if (units.isEmpty()) {
            return Drawing.NOTHING;
        }
        String sign = (dialect.multiline() ? "\n" : " ") + dialect.text(CUT);
        Splitting splitting = new Splitting(units, dialect, dialect.maxLength());
        String text = splitting.next().orElse("");
        if (splitting.next().isPresent()) {
            splitting.restart(0, dialect.maxLength() - dialect.length(sign));
            text = splitting.next().orElse("") + sign;
        }
        return new Drawing(List.of(new Body.Rich(reply, text)), List.of());
    }

    private String trailer(int lines, Dialect dialect) {
        String line = CUT + " " + lines + (lines == 1 ? " more line: " : " more lines: ") + more;
        return (dialect.multiline() ? "\n" : " ") + dialect.text(line);
    }

    private static int lines(List<Body> bodies) {
        int lines = 0;
        for (Body body : bodies) {
            lines += Math.toIntExact(text(body).lines().count());
        }
        return lines;
    }

    private static String text(Body body) {
        return switch (body) {
            case Body.Drawn(String text) -> text;
            case Body.Rich(Reply _, String text) -> text;
        };
    }
}
