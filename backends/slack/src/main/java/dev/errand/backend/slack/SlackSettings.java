package dev.errand.backend.slack;

import dev.errand.api.Default;
import dev.errand.api.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code errand.conf} says about one Slack workspace.
 *
 * @param appToken the app-level token with the scope {@code connections:write}; begins with {@code
 *     xapp-}
 * @param botToken the token of the bot user in the workspace; begins with {@code xoxb-}
 * @param apiUrl where the Web API is; only a test or a gateway in front of Slack changes it. {@code
 *     http} is taken for this machine alone
 * @param caFile certificates in PEM to trust instead of the system's, for a proxy that opens TLS
 * @param proxy an HTTP proxy without a password, such as {@code http://proxy.example.org:3128}
 * @param timeout the longest wait for an answer of the Web API, from 1 second to 2 minutes
 * @param rooms public channels to join at the start, by name or id; others are those that the bot
 *     was invited into
 * @param queueLimit how many messages wait at most while Slack is away or slows the bot down;
 *     beyond it the oldest is dropped and counted
 */
public record SlackSettings(
        Secret appToken,
        Secret botToken,
        @Default("https://slack.com/api/") String apiUrl,
        Optional<Path> caFile,
        Optional<String> proxy,
        @Default("20s") Duration timeout,
        List<String> rooms,
        @Default("1000") int queueLimit) {

    /** Tells mixed-up tokens and what cannot work before anything connects. */
    public SlackSettings {
        rooms = List.copyOf(rooms);
        requireToken("app-token", appToken, "xapp-", "an app-level token");
        requireToken("bot-token", botToken, "xoxb-", "a bot user token");
        apiUrl = apiUrl.endsWith("/") ? apiUrl : apiUrl + "/";
        URI api = address("api-url", apiUrl);
        boolean here = api.getHost().equals("127.0.0.1") || api.getHost().equals("localhost");
        if (!"https".equals(api.getScheme()) && !here) {
            throw new IllegalArgumentException(
                    "api-url begins with https://, since tokens go there; not '" + apiUrl + "'");
        }
        proxy.ifPresent(url -> {
            if (!"http".equals(address("proxy", url).getScheme())) {
                throw new IllegalArgumentException(
                        "proxy is such as http://proxy.example.org:3128; not '" + url + "'");
            }
        });
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0
                || timeout.compareTo(Duration.ofMinutes(2)) > 0) {
            throw new IllegalArgumentException(
                    "timeout is from 1s to 2m; not '" + timeout.toMillis() + "ms'");
        }
        if (queueLimit < 1) {
            throw new IllegalArgumentException(
                    "queue-limit is at least 1, such as 1000; not '" + queueLimit + "'");
        }
    }

    private static void requireToken(String key, Secret token, String start, String kind) {
        String value = token.reveal();
        boolean clean = value.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!value.startsWith(start) || value.length() == start.length() || !clean) {
            throw new IllegalArgumentException(
                    key + " is " + kind + ": it begins with " + start + " and has no spaces");
        }
    }

    private static URI address(String key, String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IllegalArgumentException(
                key + " is an address with a host and without a password in it");
    }
}
