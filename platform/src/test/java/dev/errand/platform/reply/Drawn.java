package dev.errand.platform.reply;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.OutboundMessage.Body;
import java.util.List;
import java.util.Set;

/** Draws replies for tests. */
final class Drawn {

    private Drawn() {}

    /** All messages, however many. */
    static List<String> parts(Reply reply, Dialect dialect) {
        return texts(
                new ReplyDrawing(new Redaction(), Integer.MAX_VALUE, "!more")
                        .draw(reply, dialect, Set.of())
                        .parts());
    }

    /** The one message of some Markdown. */
    static String plain(String markdown) {
        return one(Reply.text(markdown), Dialect.PLAIN);
    }

    /** The one message of some Markdown. */
    static String nested(String markdown) {
        return one(Reply.text(markdown), new NestingDialect(Integer.MAX_VALUE));
    }

    static String one(Reply reply, Dialect dialect) {
        List<String> parts = parts(reply, dialect);
        if (parts.size() != 1) {
            throw new AssertionError("Not one message but " + parts);
        }
        return parts.getFirst();
    }

    static List<String> texts(List<Body> bodies) {
        return bodies.stream().map(Drawn::text).toList();
    }

    static String text(Body body) {
        return switch (body) {
            case Body.Drawn(String text) -> text;
            case Body.Rich(Reply _, String text) -> text;
        };
    }
}
