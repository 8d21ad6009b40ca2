package dev.errand.backend.discord;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.CloseCode;
import org.jspecify.annotations.Nullable;

/** Reads out of JDA's events how the link stands. */
final class LinkEvents extends ListenerAdapter {

    private static final String INTENT_MISSING =
            "Discord does not let this bot read messages, because the \"Message Content Intent\" is"
                    + " off. Switch it on at https://discord.com/developers/applications (the bot's"
                    + " application, page \"Bot\", Privileged Gateway Intents) and restart the bot; or"
                    + " set message-content = false, and it hears mentions, direct messages and"
                    + " application commands only.";

    private final LinkState state;
    private final BooleanSupplier current;
    private final Predicate<JDA> established;
    private final Runnable again;

    /**
     * Made for each login.
     *
     * @param current whether this login is still the one that counts
     * @param established whether it is the one that messages go by
     * @param again makes a new login
     */
    LinkEvents(
            LinkState state, BooleanSupplier current, Predicate<JDA> established, Runnable again) {
        this.state = state;
        this.current = current;
        this.established = established;
        this.again = again;
    }

    @Override
    public void onStatusChange(StatusChangeEvent event) {
        if (!current.getAsBoolean()) {
            return;
        }
        if (event.getNewStatus() == JDA.Status.CONNECTED) {
            state.up();
        } else if (state.open()) {
            state.trouble("the connection was lost");
        }
    }

    @Override
    public void onSessionDisconnect(SessionDisconnectEvent event) {
        @Nullable CloseCode code = event.getCloseCode();
        if (code != null && current.getAsBoolean()) {
            state.trouble("Discord closed the connection (" + code.getCode() + ")");
        }
    }

    @Override
    public void onGatewayPing(GatewayPingEvent event) {
        state.heard();
    }

    @Override
    public void onShutdown(ShutdownEvent event) {
        if (!current.getAsBoolean()) {
            return;
        }
        @Nullable CloseCode code = event.getCloseCode();
        if (code == null || code.isReconnect()) {
            // A login that fails at the door is shut down too, and is tried again elsewhere.
            if (established.test(event.getJDA())) {
                state.trouble("the session ended (" + event.getCode() + ")");
                again.run();
            }
            return;
        }
        state.refused(
                switch (code) {
                    case AUTHENTICATION_FAILED -> LinkState.TOKEN_REFUSED;
                    case DISALLOWED_INTENTS -> INTENT_MISSING;
                    default ->
                            "Discord ended the connection for good ("
                                    + code.getCode()
                                    + "): "
                                    + code.getMeaning();
                });
    }
}
