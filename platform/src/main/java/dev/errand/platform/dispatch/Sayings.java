package dev.errand.platform.dispatch;

import dev.errand.api.Reply;
import dev.errand.api.UserError;
import dev.errand.platform.execution.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What one call says, held to its measure. Safe for use by any thread. */
final class Sayings {

    private final String command;
    private final long most;
    private final Meter meter;

    Sayings(String command, long most) {
        this.command = command;
        this.most = most;
        this.meter = new Meter(most);
    }

    /** Passes on what fits; ends the call with words for the person if that is not all. */
    void say(Reply reply, Consumer<Reply> outbox) {
        meter.fit(reply).ifPresent(outbox);
        if (meter.isFull()) {
            throw new UserError(words());
        }
    }

    /** The outcome with as much of its replies as fits. */
    Outcome cut(Outcome outcome) {
        if (!(outcome instanceof Outcome.Returned(List<Reply> replies))) {
            return outcome;
        }
        List<Reply> fitting = new ArrayList<>();
        for (Reply reply : replies) {
            Optional<Reply> fit = meter.fit(reply);
            fit.ifPresent(fitting::add);
        }
        if (meter.isFull()) {
            fitting.add(Reply.plain(words()));
        }
        return new Outcome.Returned(fitting);
    }

    private String words() {
        return command
                + " says more than the "
                + most
                + " bytes that one call may say; the rest is cut off.";
    }
}
