package dev.errand.backend.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiErrorResponse;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import dev.errand.api.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Slack's Web API with three ends to a call: an answer, a {@link Refusal} that stays one, or an
 * {@link IOException} after which it can be tried again. Rate limits are kept here. Safe for use by
 * any thread.
 */
final class SlackApi implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** What Slack says when it is itself in trouble. */
    private static final Set<String> PASSING =
            Set.of(
                    "internal_error",
                    "fatal_error",
                    "service_unavailable",
                    "request_timeout",
                    "team_added_to_org",
                    "external_channel_migrating");

    /** One call. */
    interface Call<T extends SlackApiTextResponse> {
        T of(MethodsClient client) throws IOException, SlackApiException;
    }

    private final Slack slack;
    private final MethodsClient bot;
    private final Secret appToken;
    private final InstantSource clock;
    private final Map<String, Instant> pauses = new ConcurrentHashMap<>();

    SlackApi(SlackSettings settings, Network network, InstantSource clock) {
        SlackConfig config = new SlackConfig();
        Metrics.end(config);
        // The client's own listeners write bodies, and so message texts, into the debug log.
        config.setHttpClientResponseHandlers(List.of());
        config.setMethodsEndpointUrlPrefix(settings.apiUrl());
        OkHttpClient http = network.http(SlackHttpClient.buildOkHttpClient(config), settings);
        SlackHttpClient client = new SlackHttpClient(http);
        client.setConfig(config);
        this.slack = Slack.getInstance(config, client);
        this.bot = slack.methods(settings.botToken().reveal());
        this.appToken = settings.appToken();
        this.clock = clock;
    }

    /** A new address for a socket. */
    String openConnection() throws IOException, Refusal, InterruptedException {
        return call(
                        "apps.connections.open",
                        "apps.connections.open",
                        LONGEST_PAUSE,
                        client -> slack.methods(appToken.reveal()).appsConnectionsOpen(r -> r))
                .getUrl();
    }

    /** A call that waits for as long as Slack asks to. */
    <T extends SlackApiTextResponse> T call(String method, String pace, Call<T> call)
            throws IOException, Refusal, InterruptedException {
        return call(method, pace, LONGEST_PAUSE, call);
    }

    /**
     * A call.
     *
     * @param method what is called, for errors
     * @param pace what a rate limit holds for: the method, or the method in one room
     * @param patience the longest wait for a rate limit; beyond it the call counts as not answered
     * @param call the call
     */
    <T extends SlackApiTextResponse> T call(
            String method, String pace, Duration patience, Call<T> call)
            throws IOException, Refusal, InterruptedException {
        Instant until = clock.instant().plus(patience);
        while (true) {
            keepPace(method, pace, until);
            try {
                T response = call.of(bot);
                if (response == null) {
                    throw new IOException("Slack's answer to " + method + " was empty");
                }
                if (response.isOk()) {
                    return response;
                }
                refused(method, pace, response);
            } catch (SlackApiException e) {
                failed(method, pace, e);
            } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
                // Not kept as the cause: its text quotes the answer.
                throw new IOException("Slack's answer to " + method + " could not be read");
            }
        }
    }

    private void keepPace(String method, String pace, Instant until)
            throws IOException, InterruptedException {
        Instant pause = pauses.get(pace);
        while (pause != null && pause.isAfter(clock.instant())) {
            if (pause.isAfter(until)) {
                throw new IOException("Slack asks to call " + method + " less often");
            }
            Thread.sleep(Duration.between(clock.instant(), pause).plusMillis(1));
            pause = pauses.get(pace);
        }
        if (pause != null) {
            pauses.remove(pace, pause);
        }
    }

    private void refused(String method, String pace, SlackApiTextResponse response)
            throws IOException, Refusal {
        String code = response.getError() == null ? "unknown_error" : response.getError();
        if (code.equals("ratelimited") || code.equals("rate_limited")) {
            List<String> header =
                    response.getHttpResponseHeaders().getOrDefault("retry-after", List.of());
            pause(pace, header.isEmpty() ? null : header.getFirst());
        } else if (PASSING.contains(code)) {
            throw new IOException("Slack could not do " + method + " just now: " + code);
        } else {
            throw new Refusal(
                    method, code, response.getNeeded() == null ? "" : response.getNeeded());
        }
    }

    private void failed(String method, String pace, SlackApiException e)
            throws IOException, Refusal {
        int status = e.getResponse().code();
        if (status == 429) {
            pause(pace, e.getResponse().header("Retry-After"));
            return;
        }
        SlackApiErrorResponse error = e.getError();
        if (status >= 400 && status < 500 && error != null && error.getError() != null) {
            throw new Refusal(
                    method, error.getError(), error.getNeeded() == null ? "" : error.getNeeded());
        }
        throw new IOException("Slack answered " + method + " with status " + status);
    }

    private void pause(String pace, @Nullable String retryAfter) {
        long seconds;
        try {
            seconds = retryAfter == null ? 1 : Long.parseLong(retryAfter.strip());
        } catch (NumberFormatException e) {
            seconds = 1;
        }
        // A second at least, else an answer of 0 would be a busy loop.
        long bounded = Math.clamp(seconds, 1, LONGEST_PAUSE.toSeconds());
        pauses.put(pace, clock.instant().plusSeconds(bounded));
    }

    /** Posts to an address that Slack gave, such as a slash command's. */
    int post(String url, String json) throws IOException {
        okhttp3.Request request =
                new okhttp3.Request.Builder()
                        .url(url)
                        .post(
                                okhttp3.RequestBody.create(
                                        json,
                                        okhttp3.MediaType.get("application/json; charset=utf-8")))
                        .build();
        try (okhttp3.Response response =
                slack.getHttpClient().getOkHttpClient().newCall(request).execute()) {
            return response.code();
        }
    }

    /** Sends a file's bytes to an address that Slack gave. */
    void upload(String url, byte[] content) throws IOException {
        okhttp3.Request request =
                new okhttp3.Request.Builder()
                        .url(url)
                        .post(okhttp3.RequestBody.create(content))
                        .build();
        try (okhttp3.Response response =
                slack.getHttpClient().getOkHttpClient().newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException("Slack took a file with status " + response.code());
            }
        }
    }

    /** Ends the library's threads. Calls that run are cut off. */
    @Override
    public void close() {
        OkHttpClient http = slack.getHttpClient().getOkHttpClient();
        http.dispatcher().cancelAll();
        try {
            slack.close();
        } catch (Exception e) {
            throw new IllegalStateException("The Slack client did not close", e);
        }
    }
}
