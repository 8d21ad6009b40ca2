package dev.errand.backend.discord;

import dev.errand.backend.spi.DeliveryException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.internal.requests.RestActionImpl;
import okhttp3.RequestBody;

/**
 * Discord's requests by the ids of channels alone. JDA's own need the channel in its cache, where
 * archived threads and, after a lost session, direct messages are not.
 */
final class Rest {

    private static final int PATIENCE_SECONDS = 60;
    private static final int NONCE = 24;
    private static final int WEEK_OF_MINUTES = 10_080;

    private Rest() {}

    /** Does it, and tells apart what was refused and what may do better later. */
    static <T> T await(RestAction<T> action)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        return await(action, PATIENCE_SECONDS);
    }

    /** The same with another patience. */
    static <T> T await(RestAction<T> action, int seconds)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        try {
            return action.timeout(seconds, TimeUnit.SECONDS)
                    .submit()
                    .get(seconds + 15L, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Trouble.refusal(e);
        } catch (TimeoutException noEnd) {
            // JDA never ends a request whose answer it cannot read.
            throw new Trouble.Passing("Discord does not answer in time", false);
        } catch (RejectedExecutionException | java.util.concurrent.CancellationException shutDown) {
            throw new Trouble.Passing("the connection is being made again", false);
        }
    }

    /**
     * Posts a message. Sent again with the same key within a few minutes, as after a lost answer,
     * it is posted once: Discord compares the nonces.
     */
    static String post(JDA jda, String channel, MessageCreateData data, String key)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        DataObject json = data.toData().put("nonce", nonce(key)).put("enforce_nonce", true);
        RestActionImpl<String> action =
                new RestActionImpl<>(
                        jda,
                        Route.Messages.SEND_MESSAGE.compile(channel),
                        (answer, request) ->
                                answer.optObject()
                                        .map(posted -> posted.getString("id", ""))
                                        .orElse("")) {
                    @Override
                    protected RequestBody finalizeData() {
                        return getMultipartBody(data.getAllDistinctFiles(), json);
                    }
                };
        String id = await(action);
        if (id.isEmpty()) {
            throw new Trouble.Passing("Discord's answer makes no sense", true);
        }
        return id;
    }

    private static String nonce(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, NONCE);
    }

    static void edit(JDA jda, String channel, String message, MessageCreateData data)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        DataObject json = data.toData();
        RestActionImpl<Void> action =
                new RestActionImpl<>(jda, Route.Messages.EDIT_MESSAGE.compile(channel, message)) {
                    @Override
                    protected RequestBody finalizeData() {
                        return getMultipartBody(data.getAllDistinctFiles(), json);
                    }
                };
        await(action);
    }

    static void react(JDA jda, String channel, String message, String emoji)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        await(
                new RestActionImpl<Void>(
                        jda, Route.Messages.ADD_REACTION.compile(channel, message, emoji, "@me")));
    }

    /** Does not wait. */
    static void typing(JDA jda, String channel) {
        new RestActionImpl<Void>(jda, Route.Channels.SEND_TYPING.compile(channel))
                .queue(done -> {}, failed -> {});
    }

    /** Whether there is such a channel, as far as Discord tells the bot. */
    static boolean exists(JDA jda, String channel)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        try {
            new RestActionImpl<Void>(jda, Route.Channels.GET_CHANNEL.compile(channel))
                    .submit()
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ErrorResponseException refused
                    && refused.getErrorResponse() == ErrorResponse.UNKNOWN_CHANNEL) {
                return false;
            }
            throw Trouble.refusal(e);
        }
    }

    /** Hangs a thread on a message; its id is the message's. */
    static void openThread(JDA jda, String channel, String message, String name)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        DataObject json =
                DataObject.empty().put("name", name).put("auto_archive_duration", WEEK_OF_MINUTES);
        await(
                new RestActionImpl<Void>(
                        jda,
                        Route.Channels.CREATE_THREAD_FROM_MESSAGE.compile(channel, message),
                        json));
    }

    /** The channel of the direct messages with a person. */
    static String direct(JDA jda, String user)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        return await(jda.openPrivateChannelById(user)).getId();
    }

    /** What an already known channel is, without asking Discord. */
    static Optional<String> cachedThread(JDA jda, String thread) {
        return Optional.ofNullable(jda.getThreadChannelById(thread))
                .map(channel -> channel.getId());
    }
}
