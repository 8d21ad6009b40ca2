package dev.errand.backend.irc;

import dev.errand.api.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for a server of one's own on loopback, in {@code #ops}. */
final class TestSettings {

    static final IrcSettings.Login NO_LOGIN = login(IrcSettings.Login.Method.NONE, "", null);

    private TestSettings() {}

    static IrcSettings.Login login(
            IrcSettings.Login.Method method, String account, String password) {
        return new IrcSettings.Login(
                method, account, Optional.ofNullable(password).map(Secret::new), "NickServ");
    }

    static IrcSettings plain(int port) {
        return settings(port, NO_LOGIN, Map.of(), Optional.empty(), Duration.ZERO);
    }

    static IrcSettings with(int port, IrcSettings.Login login) {
        return settings(port, login, Map.of(), Optional.empty(), Duration.ZERO);
    }

    static IrcSettings settings(
            int port,
            IrcSettings.Login login,
            Map<String, Secret> keys,
            Optional<Secret> password,
            Duration pause) {
        return settings(
                "127.0.0.1",
                port,
                false,
                Optional.empty(),
                Optional.empty(),
                login,
                keys,
                password,
                pause);
    }

    static IrcSettings tls(
            String server,
            int port,
            Optional<Path> ca,
            Optional<Path> certificate,
            IrcSettings.Login login) {
        return settings(
                server,
                port,
                true,
                ca,
                certificate,
                login,
                Map.of(),
                Optional.empty(),
                Duration.ZERO);
    }

    /** Without TLS. */
    static IrcSettings at(String server, int port) {
        return settings(
                server,
                port,
                false,
                Optional.empty(),
                Optional.empty(),
                NO_LOGIN,
                Map.of(),
                Optional.empty(),
                Duration.ZERO);
    }

    private static IrcSettings settings(
            String server,
            int port,
            boolean tls,
            Optional<Path> ca,
            Optional<Path> certificate,
            IrcSettings.Login login,
            Map<String, Secret> keys,
            Optional<Secret> password,
            Duration pause) {
        List<String> channels = new ArrayList<>(List.of("#ops"));
        channels.addAll(keys.keySet());
        return new IrcSettings(
                server,
                port,
                tls,
                ca,
                certificate,
                "",
                "",
                "Errand",
                password,
                login,
                channels,
                keys,
                pause,
                2,
                1000,
                true,
                Duration.ofSeconds(2));
    }
}
