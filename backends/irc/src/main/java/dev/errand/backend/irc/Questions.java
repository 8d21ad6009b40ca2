package dev.errand.backend.irc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines that ask the server for something about one name, and what it says to them. IRC numbers no
 * questions, so one is open at a time, and an answer is known by its command and the name in it.
 */
final class Questions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A question.
     *
     * @param line what is asked
     * @param subject the name that answers and errors have among their parameters
     * @param ends the commands and numerics that end a good answer
     * @param row the numeric of which there is one for each thing told, empty for none
     */
    record Question(String line, String subject, Set<String> ends, String row) {}

    /**
     * What became of it.
     *
     * @param ok whether the server did it
     * @param words the server's refusal, else empty
     * @param rows the parameters of each row
     */
    record Answer(boolean ok, String words, List<List<String>> rows) {}

    private final ReentrantLock turn = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private final List<List<String>> rows = new ArrayList<>();
    private @Nullable Question open;
    private @Nullable Answer answer;

    /** Asks, and waits for the answer for ten seconds at most. */
    Answer ask(SocketLink link, Question question) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            lock.lock();
            try {
                rows.clear();
                answer = null;
                open = question;
            } finally {
                lock.unlock();
            }
            link.write(question.line());
            return awaited();
        } finally {
            turn.unlock();
        }
    }

    private Answer awaited() throws InterruptedException {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (answer == null && left > 0) {
                left = answered.awaitNanos(left);
            }
            open = null;
            Answer came = answer;
            return came == null ? new Answer(false, "the server does not answer", List.of()) : came;
        } finally {
            lock.unlock();
        }
    }

    /** Takes any line of the server. */
    void heard(String line) {
        lock.lock();
        try {
            Question question = open;
            if (question != null && answer == null) {
                Reply reply = Reply.of(line);
                if (reply.names(question.subject())) {
                    take(question, reply);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void take(Question question, Reply reply) {
        if (reply.command().equals(question.row())) {
            rows.add(reply.parameters());
        } else if (question.ends().contains(reply.command())) {
            answer = new Answer(true, "", List.copyOf(rows));
        } else if (reply.isError()) {
            answer = new Answer(false, IrcText.said(reply.parameters().getLast()), List.of());
        }
        if (answer != null) {
            answered.signalAll();
        }
    }

    /** The connection has ended. */
    void end() {
        lock.lock();
        try {
            if (open != null && answer == null) {
                answer = new Answer(false, "the connection was lost", List.of());
                answered.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A line of the server in its parts. */
    record Reply(String command, List<String> parameters) {

        static Reply of(String line) {
            String rest = line;
            if (rest.startsWith("@")) {
                rest = after(rest);
            }
            if (rest.startsWith(":")) {
                rest = after(rest);
            }
            List<String> words = new ArrayList<>();
            while (!rest.isEmpty()) {
                if (rest.startsWith(":") && !words.isEmpty()) {
                    words.add(rest.substring(1));
                    break;
                }
                int space = rest.indexOf(' ');
                words.add(space < 0 ? rest : rest.substring(0, space));
                rest = after(rest);
            }
            return words.isEmpty()
                    ? new Reply("", List.of())
                    : new Reply(words.getFirst(), words.subList(1, words.size()));
        }

        private static String after(String text) {
            int space = text.indexOf(' ');
            return space < 0 ? "" : text.substring(space).stripLeading();
        }

        boolean names(String subject) {
            return parameters.stream().anyMatch(each -> Names.same(each, subject));
        }

        boolean isError() {
            return command.length() == 3 && (command.startsWith("4") || command.startsWith("5"));
        }
    }
}
