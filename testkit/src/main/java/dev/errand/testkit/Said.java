package dev.errand.testkit;

import dev.errand.backend.spi.OutboundMessage;
import java.util.List;
import java.util.function.Supplier;

/** What came of something that somebody said. Each check fails with what the bot said instead. */
public final class Said {

    private final String text;
    private final Supplier<List<OutboundMessage>> answers;
    private final TestBot bot;

    Said(String text, Supplier<List<OutboundMessage>> answers, TestBot bot) {
        this.text = text;
        this.answers = answers;
        this.bot = bot;
    }

    /**
     * What the bot has said since, in this room, one element for each message.
     *
     * @return the texts, without Markdown
     */
    public List<String> replies() {
        return answers.get().stream().map(Said::textOf).toList();
    }

    private static String textOf(OutboundMessage message) {
        return switch (message.body()) {
            case OutboundMessage.Body.Drawn(String drawn) -> drawn;
            case OutboundMessage.Body.Rich(var reply, String drawn) -> drawn;
        };
    }

    /**
     * Checks that the bot said exactly this.
     *
     * @param expected the messages, in order
     * @return this
     */
    public Said repliesWith(String... expected) {
        bot.failOnIncidents();
        if (!replies().equals(List.of(expected))) {
            throw new AssertionError(
                    "To '"
                            + text
                            + "' the bot was expected to say\n"
                            + shown(List.of(expected))
                            + "\nbut it said\n"
                            + shown(replies()));
        }
        return this;
    }

    /**
     * Checks that the bot said something with these words in it.
     *
     * @param parts each must occur in one of the messages
     * @return this
     */
    public Said repliesContaining(String... parts) {
        bot.failOnIncidents();
        String all = String.join("\n", replies());
        for (String part : parts) {
            if (!all.contains(part)) {
                throw new AssertionError(
                        "To '"
                                + text
                                + "' the bot was expected to say something with '"
                                + part
                                + "' in it, but it said\n"
                                + shown(replies()));
            }
        }
        return this;
    }

    /**
     * Checks that the bot kept quiet.
     *
     * @return this
     */
    public Said saysNothing() {
        return repliesWith();
    }

    /**
     * Checks that only the one who asked can see the answer.
     *
     * @return this
     */
    public Said privately() {
        List<OutboundMessage> all = answers.get();
        if (all.isEmpty()
                || !all.stream()
                        .allMatch(message ->
                                message.onlyTo().isPresent() || message.room().direct())) {
            throw new AssertionError(
                    "To '"
                            + text
                            + "' the bot was expected to answer privately, but it said\n"
                            + shown(replies()));
        }
        return this;
    }

    /**
     * Checks that the command failed in a way that the person sees as an incident, and forgives it.
     *
     * @return the stack trace, as the log has it
     */
    public String fails() {
        String trace = bot.takeIncident();
        if (trace.isEmpty()) {
            throw new AssertionError(
                    "'" + text + "' was expected to fail, but the bot said\n" + shown(replies()));
        }
        return trace;
    }

    private static String shown(List<String> messages) {
        return messages.isEmpty() ? "    (nothing)" : "    " + String.join("\n    ", messages);
    }
}
