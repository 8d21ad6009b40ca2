package dev.errand.backend.contract;

import dev.errand.api.Markdown;
import dev.errand.api.Person;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One reply with everything in it that Markdown can say. For each chat there is a file of how it
 * writes this one, {@code rich-reply.txt} beside its test; {@code docs/chats/rich-reply.md} shows
 * them side by side.
 */
public final class RichReply {

    private static final String MARKDOWN =
            """
            # Deployment of R&D <web>

            **Done** in *4 s*, ~~5 s~~, ***at last***; see [the log](https://ci.example.org/7?a=b&c=d) or `kubectl get <pod>`.

            > It was green
            > all the way.

            - 3 replicas
            - load 0.7, 2 * 3 * 4 = 24, snake_case_name
              1. first

            ```sh
            kubectl get pods
              5 running
            ```

            | pod | load |
            | --- | ---: |
            | api-1 | 0.7 |

            """;

    private RichReply() {}

    /**
     * The reply.
     *
     * @param person somebody of the chat, who is mentioned
     * @param room a room of the chat, which is mentioned
     * @return the reply
     */
    public static Reply of(Person person, Room room) {
        return Reply.text(
                MARKDOWN
                        + "Ask "
                        + Markdown.mention(person)
                        + " in "
                        + Markdown.mention(room)
                        + ", not @everyone.\n");
    }

    /**
     * How a chat writes it.
     *
     * @param test a test of that chat, beside whose resources the file is
     * @return the file
     */
    public static String golden(Class<?> test) {
        try (InputStream in = test.getResourceAsStream("rich-reply.txt")) {
            if (in == null) {
                throw new IllegalStateException("No rich-reply.txt beside " + test.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
