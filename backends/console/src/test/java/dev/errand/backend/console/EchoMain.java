package dev.errand.backend.console;

import dev.errand.api.Message;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.Completion;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Draft;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A console that echoes, to try it by hand. */
final class EchoMain implements Inbox {

    private final CountDownLatch end = new CountDownLatch(1);
    private final ChatBackend console;

    private EchoMain(ChatBackend console) {
        this.console = console;
    }

    public static void main(String[] args) throws Exception {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("console");
        try (TestChatContext context = new TestChatContext("console", folder)) {
            ChatBackend console =
                    new ConsoleBackendFactory()
                            .create(
                                    new ConsoleSettings("admin", ConsoleSettings.Color.AUTO),
                                    context);
            EchoMain host = new EchoMain(console);
            console.start(host);
            Thread hook = new Thread(console::stop);
            Runtime.getRuntime().addShutdownHook(hook);
            host.end.await();
            Runtime.getRuntime().removeShutdownHook(hook);
            console.stop();
        }
        System.err.println("ended");
    }

    @Override
    public void watchCommands(Consumer<List<CommandOutline>> watcher) {
        watcher.accept(List.of());
    }

    @Override
    public Receipt receive(InboundMessage inbound) {
        Thread work = Thread.ofVirtual().start(() -> answer(inbound.message()));
        return work::join;
    }

    private void answer(Message message) {
        try {
            if (message.text().startsWith("!slow")) {
                console.working(message, true);
                Thread.sleep(3000);
            }
            if (message.text().startsWith("!log")) {
                for (int i = 0; i < 5; i++) {
                    Thread.sleep(500);
                    System.err.println("a log line " + i);
                    System.out.println("\u001b[2Jprinted by a plugin " + i);
                }
            }
            console.send(
                    new OutboundMessage(
                            message.room(),
                            Optional.empty(),
                            Optional.of(message),
                            Optional.empty(),
                            new OutboundMessage.Body.Drawn(
                                    drawn(console.dialect(), message.text())),
                            message.id()));
        } catch (DeliveryException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String drawn(Dialect dialect, String text) {
        if (!text.startsWith("!show")) {
            return dialect.text("echo: " + text);
        }
        return String.join(
                "\n",
                dialect.heading(1, "A heading"),
                dialect.bold("bold")
                        + " "
                        + dialect.italic("italic")
                        + " "
                        + dialect.strike("gone")
                        + " "
                        + dialect.code("code"),
                dialect.link("docs", "https://example.org/docs"),
                dialect.quote("quoted\ntwice"),
                dialect.item("-", "one"),
                dialect.item("2.", "two\nlines"),
                dialect.codeBlock("sh", "ls -l\nexit"),
                dialect.table("name  age\nann    30"),
                dialect.rule(),
                dialect.text("hostile \u001b]0;title\u0007\u001b[2J\u202etxt"));
    }

    @Override
    public List<Completion> complete(Draft draft) {
        String[] words = draft.text().split("\\s+", -1);
        Stream<Completion> known =
                words.length == 1
                        ? Stream.of(
                                new Completion("!slow", "Takes three seconds"),
                                new Completion("!show", "Shows everything"),
                                new Completion("!log", "Logs while you type"))
                        : Stream.of(
                                new Completion("prod", "The real one"),
                                new Completion("staging", ""));
        return known.filter(c -> c.word().startsWith(words[words.length - 1])).toList();
    }

    @Override
    public void finish(String reason) {
        System.err.println("finish: " + reason);
        end.countDown();
    }
}
