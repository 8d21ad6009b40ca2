package dev.errand.backend.irc;

import dev.errand.api.Default;
import dev.errand.api.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code errand.conf} says about an IRC network.
 *
 * @param server the host name of the server; with TLS, the name that its certificate must carry
 * @param port the port; 0 is 6697 with TLS and 6667 without
 * @param tls whether the connection is encrypted; the certificate is always verified
 * @param ca a PEM file of the authorities to trust instead of those that Java knows, for a server
 *     with a certificate of its own
 * @param certificate a PEM file with the bot's own certificate and its unencrypted PKCS #8 key, for
 *     {@code login.method = external}
 * @param nick what the bot calls itself here; empty for the bot's {@code name}. While somebody else
 *     has it the bot goes by another and takes it back as soon as it is free.
 * @param user the user name before the {@code @}, which servers may show with a {@code ~}; empty
 *     for the nick
 * @param realName what {@code /whois} shows
 * @param password the password of the server itself, where it has one
 * @param login how to log in to the network's services
 * @param channels the channels to be in, such as {@code ["#ops", "#dev"]}
 * @param channelKeys the keys of those channels that have one, by the channel's name in quotes
 * @param linePause how long to wait between lines, so that a public network does not take the bot
 *     for a flood; {@code 0s} for a server of one's own that has no such limit
 * @param lineBurst how many lines may go at once after a time of silence, before {@code line-pause}
 *     holds
 * @param queue how many lines wait while the server is away or slow; beyond it the oldest is
 *     dropped and counted
 * @param formatting whether replies are drawn bold, italic and in colour; without, they are plain
 *     text
 * @param keepAlive after how long a silence the server is asked whether it is still there; after
 *     twice as long the connection counts as lost
 */
public record IrcSettings(
        String server,
        @Default("0") int port,
        @Default("true") boolean tls,
        Optional<Path> ca,
        Optional<Path> certificate,
        @Default("") String nick,
        @Default("") String user,
        @Default("Errand, a bot") String realName,
        Optional<Secret> password,
        Login login,
        List<String> channels,
        Map<String, Secret> channelKeys,
        @Default("1s") Duration linePause,
        @Default("5") int lineBurst,
        @Default("1000") int queue,
        @Default("true") boolean formatting,
        @Default("15s") Duration keepAlive) {

    private static final Pattern WORD = Pattern.compile("[!-~]+");
    private static final Pattern NICK =
            Pattern.compile("[A-Za-z\\[\\]\\\\`_^{|}][-\\w\\[\\]\\\\`^{|}]*");
    private static final Pattern CHANNEL = Pattern.compile("[#&+!][^\\s,:\\x00-\\x1f]{1,63}");

    /** Refuses what can never work. */
    public IrcSettings {
        channels = List.copyOf(channels);
        channelKeys = Map.copyOf(channelKeys);
        expect(
                WORD.matcher(server).matches(),
                "server is a host name such as irc.example.org",
                server);
        expect(port >= 0 && port <= 65535, "port is 1 to 65535, or 0 for the usual one", port);
        expect(
                nick.isEmpty() || NICK.matcher(nick).matches(),
                "nick is one word of letters, digits and -_[]\\`^{|}, not beginning with a digit or -",
                nick);
        expect(
                user.isEmpty() || (WORD.matcher(user).matches() && user.indexOf('@') < 0),
                "user is one word of ASCII without @",
                user);
        expect(
                realName.codePoints().noneMatch(Character::isISOControl),
                "real-name is one line",
                realName);
        for (String channel : channels) {
            expect(
                    CHANNEL.matcher(channel).matches(),
                    "a channel begins with # and has no space or comma",
                    channel);
        }
        for (String channel : channelKeys.keySet()) {
            expect(
                    channels.stream().anyMatch(channel::equalsIgnoreCase),
                    "channel-keys names a channel that is not in channels",
                    channel);
        }
        expect(
                channelKeys.values().stream().allMatch(key -> WORD.matcher(key.reveal()).matches()),
                "a channel's key is one word",
                "***");
        expect(
                !linePause.isNegative() && linePause.compareTo(Duration.ofMinutes(1)) <= 0,
                "line-pause is 0s to 1 minute",
                linePause);
        expect(lineBurst >= 1 && lineBurst <= 1000, "line-burst is 1 to 1000", lineBurst);
        expect(queue >= 1 && queue <= 1_000_000, "queue is 1 to 1000000", queue);
        expect(
                keepAlive.compareTo(Duration.ofMillis(100)) >= 0
                        && keepAlive.compareTo(Duration.ofMinutes(5)) <= 0,
                "keep-alive is 100ms to 5 minutes",
                keepAlive);
        expect(
                login.method() != Login.Method.EXTERNAL || (tls && certificate.isPresent()),
                "login.method = external needs tls = true and certificate, the file that the login is by",
                "external");
    }

    /**
     * How to log in to the network's services.
     *
     * @param method by what; a refused login is not tried again until the bot is started again
     * @param account the services account; may be empty for {@code nickserv}, where the nick is
     *     meant then
     * @param password the account's password
     * @param service whom {@code nickserv} tells the password; where the network has it, write the
     *     full address, such as {@code NickServ@services.example.org}, which nobody can take
     */
    public record Login(
            @Default("none") Method method,
            @Default("") String account,
            Optional<Secret> password,
            @Default("NickServ") String service) {

        /** Refuses what can never work. */
        public Login {
            expect(
                    account.isEmpty() || WORD.matcher(account).matches(),
                    "account is one word",
                    account);
            expect(WORD.matcher(service).matches(), "service is one word", service);
            boolean needsPassword = method == Method.PLAIN || method == Method.NICKSERV;
            expect(
                    !needsPassword || password.isPresent(),
                    "password is needed for this method",
                    method);
            expect(
                    password.isEmpty()
                            || password.get().reveal().chars().noneMatch(Character::isISOControl),
                    "password is one line",
                    "***");
            expect(
                    method != Method.PLAIN || !account.isEmpty(),
                    "account is needed for this method",
                    method);
        }

        /** Ways to log in. */
        public enum Method {
            /** None. */
            NONE,
            /** SASL PLAIN: account and password, before anything else is said. */
            PLAIN,
            /** SASL EXTERNAL: by the TLS certificate of {@code certificate}. */
            EXTERNAL,
            /** A message to NickServ, for networks without SASL. */
            NICKSERV
        }
    }

    static boolean isChannel(String name) {
        return CHANNEL.matcher(name).matches();
    }

    static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    IrcSettings withoutChannels() {
        return new IrcSettings(
                server,
                port,
                tls,
                ca,
                certificate,
                nick,
                user,
                realName,
                password,
                login,
                List.of(),
                Map.of(),
                linePause,
                lineBurst,
                queue,
                formatting,
                keepAlive);
    }

    int actualPort() {
        return port != 0 ? port : tls ? 6697 : 6667;
    }

    Optional<Secret> key(String channel) {
        return channelKeys.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(channel))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static void expect(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + "; not \"" + value + "\"");
        }
    }
}
