package dev.errand.backend.discord;

import com.neovisionaries.ws.client.WebSocketFactory;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import net.dv8tion.jda.internal.utils.JDALogger;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one login at Discord: makes it, makes it again when JDA gives up, and never when Discord
 * has refused it. JDA itself resumes a session whose link was lost.
 */
final class Connection {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofMillis(1500);
    private static final int LONGEST_PAUSE_SECONDS = 32;

    private final DiscordSettings settings;
    private final ChatContext context;
    private final PromptSockets sockets = new PromptSockets();
    private final OkHttpClient http;
    private final LinkState state;
    private final Pauses pauses = new Pauses(FIRST_PAUSE, new SplittableRandom());
    private final List<EventListener> ears = new ArrayList<>();
    private volatile @Nullable JDA jda;
    private volatile boolean stopped;
    private int logins;

    Connection(DiscordSettings settings, ChatContext context) {
        this.settings = settings;
        this.context = context;
        this.state = new LinkState(context);
        this.http = new OkHttpClient.Builder().socketFactory(sockets).build();
    }

    /** Begins to connect. */
    void start(EventListener... listening) {
        ears.addAll(List.of(listening));
        // Otherwise JDA writes to standard error when it does not find the host's SLF4J provider.
        JDALogger.setFallbackLoggerEnabled(false);
        context.startThread("connect", this::connect);
        context.startThread(
                "keep-alive", new KeepAlive(settings.keepAlive(), this::jda, state, sockets));
    }

    /** Says goodbye within about two seconds. */
    void stop() {
        stopped = true;
        state.stopped();
        JDA last = jda;
        if (last != null) {
            last.shutdown();
            if (!gone(last)) {
                last.shutdownNow();
            }
        }
        sockets.cutAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static boolean gone(JDA jda) {
        try {
            return jda.awaitShutdown(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Health health() {
        return state.health();
    }

    boolean open() {
        return state.open();
    }

    /** The login there is at the moment, open or not. */
    Optional<JDA> jda() {
        return Optional.ofNullable(jda);
    }

    /** Waits until messages come and go. */
    JDA awaitOpen() throws InterruptedException {
        while (true) {
            state.awaitOpen();
            JDA current = jda;
            if (current != null) {
                return current;
            }
            Thread.sleep(1); // between JDA's first event and the return of its builder
        }
    }

    private void connect() {
        try {
            while (!stopped) {
                int login = begun();
                try {
                    made(login, login(login));
                    return;
                } catch (InvalidTokenException refused) {
                    state.refused(LinkState.TOKEN_REFUSED);
                    return;
                } catch (RuntimeException failed) {
                    state.trouble(Trouble.of(failed));
                }
                pauses.rest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int begun() {
        return ++logins;
    }

    private void made(int login, JDA made) {
        synchronized (this) {
            if (login == logins && !stopped) {
                jda = made;
                return;
            }
        }
        made.shutdownNow();
    }

    private synchronized boolean current(int login) {
        return login == logins && !stopped;
    }

    /** Leaves a login that JDA has given up, and makes another. */
    private void again(int login) {
        JDA last;
        synchronized (this) {
            if (!current(login)) {
                return;
            }
            logins++;
            last = jda;
            jda = null;
        }
        context.startThread(
                "again",
                () -> {
                    if (last != null) {
                        last.shutdownNow();
                    }
                    try {
                        pauses.rest();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    connect();
                });
    }

    private JDA login(int login) {
        WebSocketFactory links =
                new WebSocketFactory()
                        .setSocketFactory(sockets)
                        .setSSLSocketFactory(new PromptTls(sockets))
                        .setConnectionTimeout(10_000);
        Sessions sessions =
                new Sessions(
                        context,
                        settings.gateway(),
                        failed -> {
                            state.trouble(Trouble.of(failed));
                            again(login);
                        });
        LinkEvents events =
                new LinkEvents(
                        state, () -> current(login), made -> made.equals(jda), () -> again(login));
        return JDABuilder.createLight(settings.token().reveal(), intents())
                .disableCache(EnumSet.allOf(CacheFlag.class))
                .setRestConfig(new RestConfig().setBaseUrl(settings.api()))
                .setSessionController(sessions)
                .setCompression(Compression.NONE)
                .setHttpClient(http)
                .setWebsocketFactory(links)
                .setMaxReconnectDelay(LONGEST_PAUSE_SECONDS)
                .setEnableShutdownHook(false)
                .setContextEnabled(false)
                .addEventListeners(events)
                .addEventListeners(ears.toArray())
                .build();
    }

    private Set<GatewayIntent> intents() {
        EnumSet<GatewayIntent> intents =
                EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES);
        if (settings.messageContent()) {
            intents.add(GatewayIntent.MESSAGE_CONTENT);
        }
        return intents;
    }
}
