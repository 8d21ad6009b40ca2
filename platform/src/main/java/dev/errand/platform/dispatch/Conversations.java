package dev.errand.platform.dispatch;

import dev.errand.api.Message;
import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Questions that commands have asked and that wait for somebody's next words. The question asked
 * last is answered first.
 */
final class Conversations {

    private record Key(PersonId person, RoomId room) {}

    /** One open question. */
    final class Question implements AutoCloseable {

        private final Key key;
        private final BlockingQueue<String> answer = new ArrayBlockingQueue<>(1);
        private volatile boolean waiting;

        private Question(Key key) {
            this.key = key;
        }

        Optional<String> await(Duration patience) throws InterruptedException {
            waiting = true;
            return Optional.ofNullable(answer.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        }

        @Override
        public void close() {
            open.computeIfPresent(
                    key,
                    (k, questions) -> {
                        questions.remove(this);
                        return questions.isEmpty() ? null : questions;
                    });
        }
    }

    private final Map<Key, Deque<Question>> open = new ConcurrentHashMap<>();

    /** Opens a question to the one who said a message, where they said it. */
    Question ask(Message message) {
        Question question = new Question(new Key(message.from().id(), message.room().id()));
        open.compute(
                question.key,
                (k, questions) -> {
                    Deque<Question> all = questions == null ? new ArrayDeque<>() : questions;
                    all.push(question);
                    return all;
                });
        return question;
    }

    /**
     * How many questions wait for an answer. One that is open already but still being said does not
     * wait: its command is at work.
     */
    int waiting() {
        int[] count = {0};
        for (Key key : open.keySet()) {
            open.computeIfPresent(
                    key,
                    (k, questions) -> {
                        count[0] += (int) questions.stream().filter(each -> each.waiting).count();
                        return questions;
                    });
        }
        return count[0];
    }

    /** Takes a message as an answer if a question waits for one. */
    boolean answer(Message message) {
        boolean[] taken = {false};
        open.computeIfPresent(
                new Key(message.from().id(), message.room().id()),
                (k, questions) -> {
                    Question question = questions.pop();
                    taken[0] = question.answer.offer(message.text().strip());
                    return questions.isEmpty() ? null : questions;
                });
        return taken[0];
    }
}
