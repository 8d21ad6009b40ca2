package dev.errand.backend.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * The gateway of a fake Discord: one session of one bot, which can be resumed. Public, as Jetty
 * calls its listener by method handles.
 */
public final class FakeGateway {

    private final FakeWorld world;
    private final Supplier<String> address;
    private final List<DataObject> events = new ArrayList<>();
    private final List<String> logins = new ArrayList<>();
    private Link current;
    private String session = "";
    private int sessions;
    private int heartbeats;
    private boolean seesContent = true;
    private boolean silent;
    private boolean mayReadContent = true;
    private int interval = 41_250;

    FakeGateway(FakeWorld world, Supplier<String> address) {
        this.world = world;
        this.address = address;
    }

    Link link() {
        return new Link();
    }

    /** Whether the operator has switched the Message Content Intent on. */
    synchronized void mayReadContent(boolean may) {
        mayReadContent = may;
    }

    /** From now on nothing is answered and nothing told, while the link stays open. */
    synchronized void silent(boolean on) {
        silent = on;
    }

    synchronized void heartbeatInterval(int millis) {
        interval = millis;
    }

    /** What came in the order it came: {@code identify} and {@code resume}. */
    synchronized List<String> logins() {
        return List.copyOf(logins);
    }

    synchronized int heartbeats() {
        return heartbeats;
    }

    /** Tells an event, now or when the session is resumed. */
    synchronized DataObject dispatch(String type, DataObject data) {
        DataObject event =
                DataObject.empty()
                        .put("op", 0)
                        .put("t", type)
                        .put("s", events.size() + 1)
                        .put("d", seen(type, data));
        events.add(event);
        tell(event);
        return event;
    }

    /** Without the intent, Discord leaves the words out but for mentions and direct messages. */
    private DataObject seen(String type, DataObject data) {
        boolean hidden =
                type.equals("MESSAGE_CREATE")
                        && !seesContent
                        && data.hasKey("guild_id")
                        && !data.getString("content").contains("<@" + FakeWorld.BOT.id() + ">");
        return hidden ? DataObject.fromJson(data.toJson()).put("content", "") : data;
    }

    /** Tells an event once more. */
    synchronized void again(DataObject event) {
        tell(event);
    }

    synchronized void op(int code, Object data) {
        tell(DataObject.empty().put("op", code).put("d", data));
    }

    synchronized void raw(String text) {
        if (current != null) {
            current.session.sendText(text, Callback.NOOP);
        }
    }

    synchronized void close(int code) {
        if (current != null) {
            current.session.close(code, "as the test says", Callback.NOOP);
        }
    }

    /** The session cannot be resumed any more. */
    synchronized void forget() {
        session = "";
    }

    private void tell(DataObject message) {
        if (current != null && !silent) {
            current.session.sendText(message.toString(), Callback.NOOP);
        }
    }

    private synchronized void hear(Link link, DataObject message) {
        if (silent && link == current) {
            return;
        }
        switch (message.getInt("op")) {
            case 1 -> {
                heartbeats++;
                link.send(DataObject.empty().put("op", 11));
            }
            case 2 -> identify(link, message.getObject("d"));
            case 6 -> resume(link, message.getObject("d"));
            default -> {}
        }
    }

    private void identify(Link link, DataObject data) {
        logins.add("identify");
        boolean wantsContent =
                (data.getInt("intents") & GatewayIntent.MESSAGE_CONTENT.getRawValue()) != 0;
        if (!data.getString("token").equals(FakeDiscord.TOKEN)) {
            link.session.close(4004, "Authentication failed.", Callback.NOOP);
            return;
        }
        if (wantsContent && !mayReadContent) {
            link.session.close(4014, "Disallowed intent(s).", Callback.NOOP);
            return;
        }
        seesContent = wantsContent;
        silent = false;
        current = link;
        sessions++;
        session = "session-" + sessions;
        events.clear();
        dispatch("READY", ready());
        world.guilds().forEach(guild -> dispatch("GUILD_CREATE", world.guildJson(guild)));
    }

    private DataObject ready() {
        DataArray guilds = DataArray.empty();
        world.guilds()
                .forEach(guild ->
                        guilds.add(
                                DataObject.empty().put("id", guild.id()).put("unavailable", true)));
        return DataObject.empty()
                .put("v", 10)
                .put("user", FakeWorld.BOT.json())
                .put("guilds", guilds)
                .put("private_channels", DataArray.empty())
                .put("session_id", session)
                .put("resume_gateway_url", address.get())
                .put("application", DataObject.empty().put("id", FakeWorld.BOT.id()));
    }

    private void resume(Link link, DataObject data) {
        logins.add("resume");
        if (!data.getString("session_id").equals(session)) {
            link.send(DataObject.empty().put("op", 9).put("d", false));
            return;
        }
        silent = false;
        current = link;
        events.stream()
                .filter(event -> event.getInt("s") > data.getInt("seq"))
                .toList()
                .forEach(this::tell);
        dispatch("RESUMED", DataObject.empty());
    }

    private synchronized void gone(Link link) {
        if (link == current) {
            current = null;
        }
    }

    /** One WebSocket. */
    public final class Link extends Session.Listener.AbstractAutoDemanding {

        private Session session;

        private void send(DataObject message) {
            session.sendText(message.toString(), Callback.NOOP);
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            super.onWebSocketOpen(opened);
            session = opened;
            DataObject hello = DataObject.empty().put("heartbeat_interval", interval);
            send(DataObject.empty().put("op", 10).put("d", hello));
        }

        @Override
        public void onWebSocketText(String text) {
            hear(this, DataObject.fromJson(text));
        }

        @Override
        public void onWebSocketClose(int code, String reason, Callback done) {
            gone(this);
            done.succeed();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            gone(this);
        }
    }
}
