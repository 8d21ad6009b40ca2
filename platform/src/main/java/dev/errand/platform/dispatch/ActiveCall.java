package dev.errand.platform.dispatch;

import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.api.Reply;
import dev.errand.api.UserError;
import dev.errand.platform.execution.Running;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a command or listener, as its method sees it. */
final class ActiveCall implements Call {

    private final Caller caller;
    private final Turn turn;
    private final Outbox.Address address;
    private final Outbox outbox;
    private final Conversations conversations;
    private final Sayings sayings;
    private final ProgressLine progress;
    private volatile @Nullable Running running;
    private volatile boolean ended;

    ActiveCall(
            Caller caller,
            Turn turn,
            Outbox.Address address,
            Outbox outbox,
            Conversations conversations,
            Sayings sayings,
            InstantSource clock) {
        this.caller = caller;
        this.turn = turn;
        this.address = address;
        this.outbox = outbox;
        this.conversations = conversations;
        this.sayings = sayings;
        this.progress = new ProgressLine(outbox, address, clock);
    }

    /** The same work, told which running call it is. */
    Running.Work tracked(Running.Work work) {
        return call -> {
            running = call;
            return work.run(call);
        };
    }

    Turn turn() {
        return turn;
    }

    Sayings sayings() {
        return sayings;
    }

    /** From now on nothing is said any more. */
    void end() {
        ended = true;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Message message() {
        return address.arrival().message();
    }

    @Override
    public void progress(Reply reply) {
        checkNotEnded();
        sayings.say(reply, progress::show);
    }

    private void checkNotEnded() {
        if (ended) {
            throw new IllegalStateException(
                    "The call has ended; PluginContext.say speaks outside of calls");
        }
    }

    @Override
    public void say(Reply reply) {
        checkNotEnded();
        sayings.say(reply, fitting -> outbox.answer(address, fitting));
    }

    @Override
    public String ask(String question, Duration patience) throws InterruptedException {
        try (Conversations.Question asked = conversations.ask(message())) {
            say(question);
            turn.asks();
            Optional<String> answer = await(asked, patience);
            if (answer.isEmpty()) {
                throw new UserError(
                        "No answer came in "
                                + patience.toSeconds()
                                + " seconds, so nothing was done.");
            }
            if (answer.get().equalsIgnoreCase("cancel")) {
                throw new UserError("Cancelled; nothing was done.");
            }
            return answer.get();
        }
    }

    private Optional<String> await(Conversations.Question asked, Duration patience)
            throws InterruptedException {
        Running call = running;
        if (call == null) {
            throw new IllegalStateException("Only a running call can ask");
        }
        call.workClock().pause();
        try {
            return asked.await(patience);
        } finally {
            call.workClock().resume();
        }
    }

    @Override
    public boolean confirm(String question) throws InterruptedException {
        String answer = ask(question + " (yes/no)").toLowerCase(Locale.ROOT);
        while (true) {
            if (List.of("yes", "y", "ok", "sure").contains(answer)) {
                return true;
            }
            if (List.of("no", "n").contains(answer)) {
                return false;
            }
            answer = ask("Please answer yes or no.").toLowerCase(Locale.ROOT);
        }
    }
}
