package dev.errand.backend.irc;

import dev.errand.api.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for a server of one's own on loopback, in {@code #ops}. */
final class TestSettings {

    static final IrcSettings.Login NO_LOGIN =
            new IrcSettings.Login(
                    IrcSettings.Login.Method.NONE, "", Optional.empty(), "NickServ");

    private TestSettings() {}

    static IrcSettings plain(int port) {
        return of("127.0.0.1", port, false, Optional.empty(), NO_LOGIN);
    }

    static IrcSettings with(int port, IrcSettings.Login login) {
        return of("127.0.0.1", port, false, Optional.empty(), login);
    }

    static IrcSettings tls(String server, int port, Optional<Path> ca) {
        return of(server, port, true, ca, NO_LOGIN);
    }

    static IrcSettings login(IrcSettings.Login.Method method, String account, String password) {
        return plain(1);
    }

    private static IrcSettings of(
            String server, int port, boolean tls, Optional<Path> ca, IrcSettings.Login login) {
        return full(server, port, tls, ca, login, List.of("#ops"), Map.of(), Optional.empty(), Duration.ZERO, 1);
    }

    static IrcSettings full(
            String server,
            int port,
            boolean tls,
            Optional<Path> ca,
            IrcSettings.Login login,
            List<String> channels,
            Map<String, Secret> keys,
            Optional<Secret> password,
            Duration pause,
            int burst) {
        return new IrcSettings(
                server,
                port,
                tls,
                ca,
                Optional.empty(),
                "",
                "",
                "Errand",
                password,
                login,
                channels,
                keys,
                pause,
                burst,
                1000,
                true,
                Duration.ofSeconds(3));
    }
}
