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

        private Question(Key key) {
            this.key = key;
        }

        Optional<String> await(Duration patience) throws InterruptedException {
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

    /** How many questions wait for an answer. */
    int open() {
        return open.values().stream().mapToInt(Deque::size).sum();
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
