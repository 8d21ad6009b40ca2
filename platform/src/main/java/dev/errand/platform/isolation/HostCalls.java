package dev.errand.platform.isolation;

import dev.errand.api.Call;
import dev.errand.api.Reply;
import dev.errand.api.UserError;
import dev.errand.storage.spi.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The calls under way in one process. Each has a thread of the host, which waits here and does what
 * the call asks of the host, one after another.
 */
final class HostCalls {

    /** Shorter than what the host lets pass before it says that a call ignores its interrupt. */
    private static final Duration GRACE = Duration.ofMillis(1_500);

    private static final int QUEUE = 256;

    /** The process went on with a call that it was told to end. */
    static final class Unheeded extends Exception {

        private static final long serialVersionUID = 1L;

        Unheeded() {
            super("A call ignored its interrupt");
        }
    }

    private sealed interface Event {

        record Question(Link.Asked asked) implements Event {}

        record End(Contract.Ended ended) implements Event {}

        record Lost(Throwable fault) implements Event {}
    }

    private final Link link;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, BlockingQueue<Event>> calls = new ConcurrentHashMap<>();

    HostCalls(Link link) {
        this.link = link;
    }

    /** What the process asks for one of the calls; on the reading thread. */
    void take(Link.Asked asked) {
        BlockingQueue<Event> queue = calls.get(asked.body().path("call").asLong());
        if (queue == null) {
            asked.fail(
                    new IllegalStateException(
                            "The call has ended; PluginContext.say speaks outside of calls"));
        } else if (!queue.offer(new Event.Question(asked))) {
            asked.fail(new IllegalStateException("The call asks too much at once"));
        }
    }

    /**
     * Runs a call.
     *
     * @param what what is asked
     * @param body says with what, given the call's id
     * @param call whose words it says
     * @return what is to be said in the end
     * @throws Unheeded if it goes on in spite of an interrupt of this thread
     * @throws Link.Broken if the process ended
     */
    List<Reply> run(String what, LongFunction<Object> body, Call call)
            throws InterruptedException, Unheeded {
        long id = ids.incrementAndGet();
        // one place more than questions may take: the end always fits
        BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
        BlockingQueue<Event> last = new ArrayBlockingQueue<>(1);
        calls.put(id, queue);
        try {
            var _ =
                    link.ask(what, body.apply(id))
                            .whenComplete((node, fault) -> {
                                Event event = end(node, fault);
                                last.add(event);
                                queue.offer(event);
                            });
            return serve(queue, last, call);
        } catch (InterruptedException ending) {
            link.tell("interrupt", id);
            calls.remove(id);
            refuse(queue);
            @Nullable Event heeded = last.poll(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            if (heeded == null) {
                throw new Unheeded();
            }
            throw ending;
        } finally {
            calls.remove(id);
            refuse(queue);
        }
    }

    private static Event end(@Nullable JsonNode node, @Nullable Throwable fault) {
        return fault != null || node == null
                ? new Event.Lost(fault == null ? new IllegalStateException("no answer") : fault)
                : new Event.End(Wire.read(node, Contract.Ended.class));
    }

    private List<Reply> serve(BlockingQueue<Event> queue, BlockingQueue<Event> last, Call call)
            throws InterruptedException {
        while (true) {
            @Nullable Event event = queue.poll(1, TimeUnit.SECONDS);
            switch (event == null ? last.peek() : event) {
                case Event.Question(Link.Asked asked) -> answer(asked, call);
                case Event.End(Contract.Ended ended) -> {
                    return replies(ended);
                }
                case Event.Lost(Link.Broken broken) -> throw broken;
                case Event.Lost(Throwable fault) -> throw new IllegalStateException(fault);
                case null -> {}
            }
        }
    }

    private static void answer(Link.Asked asked, Call call) throws InterruptedException {
        try {
            switch (asked.what()) {
                case "call.say" -> {
                    call.say(Wire.read(asked.body().path("reply"), Reply.class));
                    asked.answer(true);
                }
                case "call.progress" -> {
                    call.progress(Wire.read(asked.body().path("reply"), Reply.class));
                    asked.answer(true);
                }
                case "call.ask" -> {
                    Contract.Question question = Wire.read(asked.body(), Contract.Question.class);
                    asked.answer(call.ask(question.text(), question.patience()));
                }
                case "call.confirm" ->
                        asked.answer(
                                call.confirm(
                                        Wire.read(asked.body(), Contract.Question.class).text()));
                default -> asked.fail(new IllegalArgumentException(asked.what()));
            }
        } catch (InterruptedException ending) {
            asked.fail(ending);
            throw ending;
        } catch (RuntimeException fault) {
            asked.fail(fault);
        }
    }

    private static List<Reply> replies(Contract.Ended ended) {
        return switch (ended.how()) {
            case RETURNED -> Wire.list(ended.said(), Reply.class);
            case REFUSED -> throw new UserError(ended.text());
            case FAILED -> throw new ForeignFault(ended.text());
            case STORAGE_FAILED ->
                    throw new ForeignFault(
                            ended.text(), new StorageException("See the plugin's process"));
            case ENDED -> throw new ForeignFault("The call was ended in the plugin's process");
        };
    }

    private static void refuse(BlockingQueue<Event> queue) {
        for (Event event = queue.poll(); event != null; event = queue.poll()) {
            if (event instanceof Event.Question(Link.Asked asked)) {
                asked.fail(new IllegalStateException("The call has ended"));
            }
        }
    }
}
