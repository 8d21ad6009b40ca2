package dev.errand.testkit;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.Plugin;
import dev.errand.api.Room;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.platform.boot.Bot;
import dev.errand.platform.config.ConfigResult;
import dev.errand.platform.config.Problem;
import dev.errand.platform.plugin.JarReading;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginFolders;
import dev.errand.platform.plugin.PluginJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/**
 * A bot in memory with the real pipeline: real class loading for JARs, real threads, real access
 * checks; only the chat, the storage and the clock are the test's own.
 *
 * <pre>{@code
 * try (TestBot bot = TestBot.running(DemoPlugin.class)) {
 *     TestPerson ann = bot.person("ann");
 *     ann.says("!democmd add greeting hello").repliesWith("Remembered greeting.");
 * }
 * }</pre>
 *
 * <p>Nothing is swallowed: an exception in a plugin fails the test at the next check or at {@link
 * #close}, unless {@link Said#fails} expected it; so does a thread that the plugin left behind, and
 * a JAR whose classes cannot leave memory.
 */
public final class TestBot implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Bot bot;
    private final PluginFolders folders;
    private final Map<String, TestChat> chats;
    private final TestClock clock;
    private final Queue<String> incidents;
    private final Queue<String> complaints;
    private final TestSetup setup;
    private final AtomicReference<ConfigResult> file;
    private final Duration leakPatience;
    private Optional<Thread> watching = Optional.empty();

    TestBot(
            Bot bot,
            PluginFolders folders,
            Map<String, TestChat> chats,
            TestClock clock,
            Queue<String> incidents,
            Queue<String> complaints,
            TestSetup setup,
            AtomicReference<ConfigResult> file,
            Duration leakPatience) {
        this.setup = setup;
        this.file = file;
        this.bot = bot;
        this.folders = folders;
        this.chats = Map.copyOf(chats);
        this.clock = clock;
        this.incidents = incidents;
        this.complaints = complaints;
        this.leakPatience = leakPatience;
    }

    /**
     * A bot with plugins from the class path. The id of {@code DemoPlugin} is {@code demo}.
     *
     * @param plugins their classes
     * @return the running bot
     */
    @SafeVarargs
    public static TestBot running(Class<? extends Plugin>... plugins) {
        return new TestSetup().plugins(plugins).start();
    }

    /**
     * A bot with plugins from their JARs, each in its own class loader as in production.
     *
     * @param jars the JARs
     * @return the running bot
     */
    public static TestBot loading(Path... jars) {
        return new TestSetup().jars(jars).start();
    }

    /**
     * A bot with settings of its own.
     *
     * @return what can be set before it starts
     */
    public static TestSetup setup() {
        return new TestSetup();
    }

    /**
     * Somebody without roles, who talks to the bot alone.
     *
     * @param name their account and name
     * @return the person
     */
    public TestPerson person(String name) {
        return person(TestChat.NAME, name);
    }

    /**
     * The admin, who talks to the bot alone.
     *
     * @return the one account that the bot's configuration names
     */
    public TestPerson admin() {
        return person(TestSetup.ADMIN.account());
    }

    TestPerson person(String chat, String name) {
        Person person = chat(chat).meet(name);
        return new TestPerson(this, person, TestChat.direct(person));
    }

    Room room(String chat, String name) {
        return chat(chat).open(name);
    }

    private TestChat chat(String name) {
        TestChat chat = chats.get(name);
        if (chat == null) {
            throw new IllegalArgumentException(
                    "There is no chat '" + name + "'; TestSetup.chats adds some");
        }
        return chat;
    }

    /**
     * The bot's clock.
     *
     * @return the clock, to be moved by the test
     */
    public TestClock clock() {
        return clock;
    }

    /**
     * Changes what {@code errand.conf} says under {@code access}, and has the bot read it.
     *
     * @param access text, numbers, booleans, lists and maps of these, by kebab-case key
     * @return what the bot says to the operator
     */
    public String reconfigure(Map<String, ?> access) {
        file.set(new ConfigResult.Loaded(setup.access(access).config()));
        return bot.reload();
    }

    /**
     * Changes what {@code errand.conf} says under {@code limits}, and has the bot read it.
     *
     * @param limits text, numbers, booleans, lists and maps of these, by kebab-case key
     * @return what the bot says to the operator
     */
    public String limit(Map<String, ?> limits) {
        file.set(new ConfigResult.Loaded(setup.limits(limits).config()));
        return bot.reload();
    }

    /**
     * Changes what {@code errand.conf} says under {@code plugins}, and does not yet have the bot
     * read it: {@code !config reload} does.
     *
     * @param id the plugin's id
     * @param values text, numbers, booleans, lists and maps of these, by kebab-case key
     */
    public void writeSettings(String id, Map<String, ?> values) {
        file.set(new ConfigResult.Loaded(setup.settings(id, values).config()));
    }

    /**
     * Breaks {@code errand.conf} and has the bot read it.
     *
     * @param problem what is wrong with it
     * @return what the bot says to the operator
     */
    public String breakConfiguration(String problem) {
        file.set(
                new ConfigResult.Rejected(
                        List.of(new Problem("access", "errand.conf:1", problem))));
        return bot.reload();
    }

    /**
     * Loads a JAR, or another version of one that was loaded.
     *
     * @param file the JAR
     * @throws AssertionError with everything that is wrong if it cannot be put in service
     */
    public void load(Path file) {
        List<String> mistakes = tryToLoad(file);
        if (!mistakes.isEmpty()) {
            throw new AssertionError(
                    file.getFileName()
                            + " cannot be put in service:\n  "
                            + String.join("\n  ", mistakes));
        }
    }

    /**
     * Loads a JAR that may be broken; what its code throws meanwhile is forgiven.
     *
     * @param file the JAR
     * @return everything that is wrong with it; empty if it was put in service
     */
    public List<String> tryToLoad(Path file) {
        List<String> mistakes =
                uninterrupted(() ->
                        switch (bot.plugins().intake().read(file, PluginJar.Origin.HOME)) {
                            case JarReading.Bad(String name, var wrong) ->
                                    wrong.stream().map(Object::toString).toList();
                            case JarReading.Good(PluginJar jar) ->
                                    mistakes(bot.plugins().load(jar));
                        });
        if (!mistakes.isEmpty()) {
            incidents.clear();
        }
        return mistakes;
    }

    void loadInstalled() {
        uninterrupted(() -> {
            folders.loadAll(bot.threads().factory("load"), ANSWER);
            return true;
        });
        incidents.clear();
    }

    /** Keeps the bot in step with the folders until it is closed. */
    void watchFolders() {
        watching = Optional.of(bot.threads().start("plugin-folder", folders::watch));
    }

    void loadClass(String id, Class<? extends Plugin> type) {
        List<String> mistakes = uninterrupted(() -> mistakes(bot.plugins().loadClass(id, type)));
        if (!mistakes.isEmpty()) {
            String incident = takeIncident();
            throw new AssertionError(
                    type.getSimpleName()
                            + " cannot be put in service:\n  "
                            + String.join("\n  ", mistakes)
                            + (incident.isEmpty() ? "" : "\n" + incident));
        }
    }

    private static List<String> mistakes(LoadResult result) {
        return switch (result) {
            case LoadResult.Serving serving -> List.of();
            case LoadResult.Refused(var mistakes) ->
                    mistakes.stream().map(Object::toString).toList();
            case LoadResult.Disabled(String why) -> List.of("It is " + why);
        };
    }

    /**
     * Unloads a plugin.
     *
     * @param id its id
     */
    public void unload(String id) {
        if (!bot.plugins().unload(id)) {
            throw new AssertionError("There is no plugin '" + id + "' in service");
        }
    }

    /**
     * Waits until every unloaded plugin has left memory.
     *
     * @throws AssertionError with the names of those that have not in time, see {@link
     *     TestSetup#leakPatience}
     */
    public void awaitUnloaded() {
        Set<String> left = uninterrupted(() -> bot.plugins().awaitGone(leakPatience));
        if (!left.isEmpty()) {
            throw new AssertionError(
                    "These plugins were unloaded but cannot leave memory, since something still refers to their classes: "
                            + left);
        }
    }

    Said say(Person person, Room room, String text) {
        TestChat chat = chat(room.id().chat());
        int before = chat.said().size();
        Inbox.Receipt receipt = chat.say(person, room, text);
        await(receipt, text);
        return new Said(text, () -> answers(before, person, room), this);
    }

    /**
     * Delivers a message as a chat would, whoever it says that it is from, and waits until the bot
     * has dealt with it.
     *
     * @param inbound the message
     * @return what came of it
     */
    public Said delivers(InboundMessage inbound) {
        Message message = inbound.message();
        TestChat chat = chat(message.room().id().chat());
        int before = chat.said().size();
        await(chat.deliver(inbound), message.text());
        return new Said(
                message.text(), () -> answers(before, message.from(), message.room()), this);
    }

    void sayWithoutWaiting(Person person, Room room, String text) {
        chat(room.id().chat()).say(person, room, text);
    }

    /**
     * Says many things at once, without waiting for answers in between, and then waits until all
     * have been dealt with.
     *
     * @param person who
     * @param count how many
     * @param text the line with each number from 0 on
     */
    public void flood(TestPerson person, int count, IntFunction<String> text) {
        List<Inbox.Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            receipts.add(
                    chat(person.room().id().chat())
                            .say(person.person(), person.room(), text.apply(i)));
        }
        receipts.forEach(receipt -> await(receipt, text.apply(0) + " …"));
    }

    private void await(Inbox.Receipt receipt, String text) {
        CountDownLatch answered = new CountDownLatch(1);
        Thread waiting =
                bot.threads()
                        .start(
                                "test-wait",
                                () -> {
                                    try {
                                        receipt.await();
                                        answered.countDown();
                                    } catch (InterruptedException given) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        if (!uninterrupted(() -> answered.await(ANSWER.toSeconds(), TimeUnit.SECONDS))) {
            waiting.interrupt();
            throw new AssertionError(
                    "The bot has not answered '"
                            + text
                            + "' within "
                            + ANSWER.toSeconds()
                            + " seconds");
        }
    }

    /**
     * What was said to this person here since then; an answer to a question comes a moment after
     * the words that gave it.
     */
    private List<OutboundMessage> answers(int before, Person person, Room room) {
        TestChat chat = chat(room.id().chat());
        long end = System.nanoTime() + ANSWER.toNanos();
        while (true) {
            boolean idle = bot.underWay() == 0;
            List<OutboundMessage> found =
                    chat.said().stream()
                            .skip(before)
                            .filter(message ->
                                    message.room().equals(room)
                                            && message.inReplyTo()
                                                    .map(asked -> asked.from().equals(person))
                                                    .orElse(true))
                            .toList();
            if (!found.isEmpty() || idle || System.nanoTime() > end) {
                return found;
            }
            Thread.onSpinWait();
        }
    }

    /** Forgets what the bot has said so far, for tests that say a great deal. */
    public void forgetSaid() {
        chats.values().forEach(TestChat::forget);
    }

    /**
     * Everything that the bot has said in a room, whoever it was meant for.
     *
     * @param name the room's name
     * @return the texts in order
     */
    public List<String> saidIn(String name) {
        Room there = room(TestChat.NAME, name);
        return new Said(
                        "",
                        () ->
                                chat(TestChat.NAME).said().stream()
                                        .filter(message -> message.room().equals(there))
                                        .toList(),
                        this)
                .replies();
    }

    void failOnIncidents() {
        String incident = takeIncident();
        if (!incident.isEmpty()) {
            throw new AssertionError("A plugin failed:\n" + incident);
        }
    }

    String takeIncident() {
        String incident = incidents.poll();
        return incident == null ? "" : incident;
    }

    /**
     * What plugins were complained of so far, such as threads left behind; forgives it.
     *
     * @return the complaints
     */
    public List<String> takeComplaints() {
        List<String> taken = new ArrayList<>();
        for (String complaint = complaints.poll();
                complaint != null;
                complaint = complaints.poll()) {
            taken.add(complaint);
        }
        return taken;
    }

    /** Ends the bot, and fails for everything that no check has expected. */
    @Override
    public void close() {
        Set<String> left =
                uninterrupted(() -> {
                    watching.ifPresent(Thread::interrupt);
                    for (Thread thread : watching.stream().toList()) {
                        thread.join();
                    }
                    bot.close(ANSWER);
                    return bot.plugins().awaitGone(leakPatience);
                });
        failOnIncidents();
        List<String> complained = takeComplaints();
        if (!left.isEmpty()) {
            complained.add("Still in memory after unloading: " + left);
        }
        if (!complained.isEmpty()) {
            throw new AssertionError(
                    "Plugins left something undone:\n  " + String.join("\n  ", complained));
        }
    }

    interface Waiting<T> {
        T get() throws InterruptedException, IOException;
    }

    static <T> T uninterrupted(Waiting<T> waiting) {
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
