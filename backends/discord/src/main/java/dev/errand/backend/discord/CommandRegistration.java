package dev.errand.backend.discord;

import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.DeliveryException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import net.dv8tion.jda.api.JDA;

/** Keeps Discord's list of the bot's application commands as the bot's own is. */
final class CommandRegistration implements Runnable {

    /** Several plugins that come at once are told at once. */
    private static final Duration GATHERING = Duration.ofMillis(300);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private final ChatContext context;
    private final Connection connection;
    private volatile CommandMenu menu = CommandMenu.EMPTY;
    private boolean changed;

    CommandRegistration(ChatContext context, Connection connection) {
        this.context = context;
        this.connection = connection;
    }

    CommandMenu menu() {
        return menu;
    }

    synchronized void offer(List<CommandOutline> commands) {
        menu = new CommandMenu(commands);
        changed = true;
        notifyAll();
    }

    @Override
    public void run() {
        Pauses pauses = new Pauses(FIRST_PAUSE, new SplittableRandom());
        try {
            while (true) {
                awaitChange();
                Thread.sleep(GATHERING);
                while (!told()) {
                    pauses.rest();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitChange() throws InterruptedException {
        while (!changed) {
            wait();
        }
    }

    private boolean told() throws InterruptedException {
        JDA jda = connection.awaitOpen();
        CommandMenu current;
        synchronized (this) {
            current = menu;
            changed = false;
        }
        try {
            Rest.await(jda.updateCommands().addCommands(current.commands()));
            if (current.left() > 0) {
                context.logger()
                        .warn(
                                "{} commands have no room among Discord's application commands;"
                                        + " they can be typed",
                                current.left());
            }
            return true;
        } catch (DeliveryException refused) {
            context.logger()
                    .warn(
                            "Discord does not take the application commands: {}",
                            refused.getMessage());
            return true;
        } catch (Trouble.Passing later) {
            return false;
        }
    }
}
