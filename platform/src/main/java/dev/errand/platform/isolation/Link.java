package dev.errand.platform.isolation;

import dev.errand.platform.execution.HostThreads;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One end of the talk between the host and a plugin's process: frames of four bytes of length and
 * JSON. Either end asks and tells; writing is a thread's own, so that an end that does not read
 * holds nobody else. Safe for use by any thread.
 */
final class Link {

    /** The longest frame, in bytes; a reply with a file is the longest that there is. */
    private static final int LONGEST = 16 << 20;

    private static final int QUEUE = 1_000;

    /** Takes what the other end asks and tells, on the reading thread: it must not wait. */
    @FunctionalInterface
    interface Taker {
        void take(Asked asked);
    }

    /** The other end is gone. */
    static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Taker taker;
    private final Runnable gone;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final BlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>(QUEUE);
    private final Thread writer;
    private volatile boolean broken;

    Link(
            InputStream in,
            OutputStream out,
            HostThreads threads,
            String name,
            Taker taker,
            Runnable gone) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
        this.taker = taker;
        this.gone = gone;
        this.writer = threads.start(name + "-writer", this::writeOn);
    }

    /** Something that the other end asks, or tells if it awaits no answer. */
    final class Asked {

        private final long id;
        private final String what;
        private final JsonNode body;

        private Asked(long id, String what, JsonNode body) {
            this.id = id;
            this.what = what;
            this.body = body;
        }

        String what() {
            return what;
        }

        JsonNode body() {
            return body;
        }

        void answer(Object value) {
            if (id > 0) {
                send(Map.of("re", id, "body", Wire.node(value)));
            }
        }

        void fail(Throwable fault) {
            if (id > 0) {
                send(
                        Map.of(
                                "re",
                                id,
                                "fault",
                                Fault.of(fault).name(),
                                "text",
                                String.valueOf(fault.getMessage())));
            }
        }
    }

    /** Asks; the answer comes later, or the link breaks. */
    CompletableFuture<JsonNode> ask(String what, Object body) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        send(Map.of("id", id, "what", what, "body", Wire.node(body)));
        if (broken) {
            breakAll();
        }
        return answer;
    }

    /** Asks and waits; an interrupt ends the waiting. */
    JsonNode await(String what, Object body) throws InterruptedException {
        try {
            return ask(what, body).get();
        } catch (ExecutionException failed) {
            throw Fault.unwrap(failed);
        }
    }

    /** Asks and waits whatever happens; an interrupt is still set in the end. */
    JsonNode awaitAll(String what, Object body) {
        CompletableFuture<JsonNode> answer = ask(what, body);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw Fault.unwrap(failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void tell(String what, Object body) {
        send(Map.of("id", 0L, "what", what, "body", Wire.node(body)));
    }

    private void send(Map<String, ?> frame) {
        byte[] bytes = Wire.bytes(Wire.node(frame));
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    "At most "
                            + LONGEST
                            + " bytes go between the host and a plugin's process at once; not "
                            + bytes.length);
        }
        if (!broken && !outgoing.offer(bytes)) {
            close();
        }
    }

    private void writeOn() {
        try (out) {
            while (!broken) {
                byte[] bytes = outgoing.take();
                out.writeInt(bytes.length);
                out.write(bytes);
                out.flush();
            }
        } catch (IOException gone) {
            breakAll();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads until the other end is gone or says what is no frame. */
    void readOn() {
        try {
            while (!broken) {
                int length = in.readInt();
                if (length < 0 || length > LONGEST) {
                    return;
                }
                take(Wire.parse(in.readNBytes(length)));
            }
        } catch (IOException | JacksonException | ClassCastException gone) {
            // the other end is gone, or might as well be
        } finally {
            close();
        }
    }

    private void take(JsonNode frame) {
        if (frame.has("re")) {
            CompletableFuture<JsonNode> answer = pending.remove(frame.path("re").asLong());
            if (answer == null) {
                return;
            }
            if (frame.has("fault")) {
                answer.completeExceptionally(
                        Fault.read(frame.path("fault").asString(), frame.path("text").asString()));
            } else {
                answer.complete(frame.path("body"));
            }
            return;
        }
        Asked asked =
                new Asked(
                        frame.path("id").asLong(),
                        frame.path("what").asString(),
                        frame.path("body"));
        try {
            taker.take(asked);
        } catch (RuntimeException fault) {
            asked.fail(fault);
        }
    }

    /** Ends it; whoever waits is told. */
    void close() {
        breakAll();
        writer.interrupt();
    }

    private void breakAll() {
        broken = true;
        gone.run();
        pending.forEach((id, answer) -> {
            if (pending.remove(id, answer)) {
                answer.completeExceptionally(new Broken("The other process is gone"));
            }
        });
    }
}
