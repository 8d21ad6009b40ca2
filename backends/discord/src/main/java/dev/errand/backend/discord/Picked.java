package dev.errand.backend.discord;

import dev.errand.backend.spi.DeliveryException;
import java.time.Duration;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.jspecify.annotations.Nullable;

/**
 * An application command that somebody has run, and what it was answered. Discord wants the first
 * answer within three seconds and decides by it whether that is for one person alone; later ones
 * may come for fifteen minutes. All methods wait for Discord.
 */
final class Picked {

    private static final Duration PATIENCE = Duration.ofMillis(1800);
    private static final Duration LIFE = Duration.ofMinutes(14);

    private enum Stage {
        NEW,
        THINKING,
        ANSWERED
    }

    private final SlashCommandInteractionEvent event;
    private final long endNanos = System.nanoTime() + LIFE.toNanos();
    private Stage stage = Stage.NEW;
    private volatile boolean lost;

    Picked(SlashCommandInteractionEvent event) {
        this.event = event;
    }

    boolean answerable() {
        return !lost && System.nanoTime() - endNanos < 0;
    }

    /** Says that the bot thinks, unless it has answered within two seconds. */
    synchronized void thinkIfSlow()
            throws DeliveryException, Trouble.Passing, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (stage == Stage.NEW && end - System.nanoTime() > 0) {
            wait((end - System.nanoTime()) / 1_000_000 + 1);
        }
        if (stage == Stage.NEW) {
            stage = Stage.THINKING;
            boolean told = false;
            try {
                Rest.await(event.deferReply(false));
                told = true;
            } finally {
                lost |= !told;
            }
        }
    }

    /** Answers, and tells the message's id, empty if Discord did not. */
    synchronized String answer(MessageCreateData data, boolean alone)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        if (stage == Stage.NEW) {
            return first(data, alone);
        }
        if (stage == Stage.THINKING && alone) {
            // What takes the place of "thinking" is seen by everyone.
            Rest.await(event.getHook().deleteOriginal());
        }
        stage = Stage.ANSWERED;
        return Rest.await(event.getHook().sendMessage(data).setEphemeral(alone)).getId();
    }

    /** There is one try: JDA holds that even a first answer that failed has been given. */
    private String first(MessageCreateData data, boolean alone)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        stage = Stage.ANSWERED;
        notifyAll();
        boolean given = false;
        try {
            InteractionHook hook = Rest.await(event.reply(data).setEphemeral(alone));
            given = true;
            @Nullable Message posted = hook.getCallbackResponse().getMessage();
            return posted == null ? "" : posted.getId();
        } finally {
            lost |= !given;
        }
    }

    void edit(String message, MessageCreateData data)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        Rest.await(event.getHook().editMessageById(message, MessageEditData.fromCreateData(data)));
    }

    /** The command has run: whoever still sees it thinking is told that it is done. */
    synchronized void done() throws DeliveryException, Trouble.Passing, InterruptedException {
        if (lost) {
            return;
        }
        Stage before = stage;
        stage = Stage.ANSWERED;
        notifyAll();
        if (before == Stage.NEW) {
            Rest.await(event.reply("Done.").setEphemeral(true));
        } else if (before == Stage.THINKING) {
            Rest.await(event.getHook().deleteOriginal());
        }
    }
}
