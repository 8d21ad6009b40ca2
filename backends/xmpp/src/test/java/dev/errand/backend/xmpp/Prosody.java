package dev.errand.backend.xmpp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Prosody. */
final class Prosody implements XmppServer {

    private final int port = ServerProcess.freePort();
    private final Path ca;
    private final ServerProcess process;

    /**
     * @param certificateFor the domain that the server's certificate names
     * @param authentication the module that checks passwords
     */
    Prosody(Path folder, String certificateFor, String authentication) throws IOException {
        Path program = ServerProcess.program("/usr/bin/prosody", "/usr/local/bin/prosody");
        assumeTrue(program != null, "no prosody here: apt-get install prosody");
        Authority authority = new Authority(folder.resolve("ca"));
        ca = authority.certificate();
        Path certificate = authority.issue("server", certificateFor, "rooms." + certificateFor);
        Path config =
                Files.writeString(
                        folder.resolve("prosody.cfg.lua"),
                        config(folder, certificate, authentication));
        for (String user : List.of("errand", "ann", "robot")) {
            account(folder, user);
        }
        process =
                new ServerProcess(
                        List.of(program.toString(), "--config", config.toString(), "-F"),
                        Map.of(),
                        folder.resolve("prosody.out"),
                        port);
    }

    static Prosody started(Path folder) throws IOException {
        Prosody prosody = new Prosody(folder, DOMAIN, "internal_hashed");
        prosody.up();
        return prosody;
    }

    /** Written down in plain; Prosody hashes them at the first login. */
    private static void account(Path folder, String user) throws IOException {
        Path accounts = Files.createDirectories(folder.resolve("data/chat%2etest/accounts"));
        Files.writeString(
                accounts.resolve(user + ".dat"),
                "return { [\"password\"] = \"%s\" };\n".formatted(XmppServer.password(user)));
    }

    private String config(Path folder, Path certificate, String authentication) {
        return """
        run_as_root = true
        pidfile = "%1$s/prosody.pid"
        data_path = "%1$s/data"
        plugin_paths = {}
        interfaces = { "127.0.0.1" }
        c2s_ports = { %2$d }
        s2s_ports = {}
        modules_enabled = { "roster", "saslauth", "tls", "disco", "ping", "smacks", "presence", "message", "iq" }
        modules_disabled = { "s2s" }
        c2s_require_encryption = true
        authentication = "%4$s"
        storage = "internal"
        log = { info = "%1$s/prosody.log" }
        ssl = { certificate = "%3$s", key = "%5$s" }
        VirtualHost "chat.test"
        Component "rooms.chat.test" "muc"
            modules_enabled = { "muc_mam" }
            muc_room_default_public_jids = true
        """
                .formatted(
                        folder,
                        port,
                        certificate,
                        authentication,
                        certificate.toString().replace(".pem", "-key.pem"));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path ca() {
        return ca;
    }

    @Override
    public void down() {
        process.down();
    }

    @Override
    public void up() {
        process.up();
    }

    @Override
    public void close() {
        process.down();
    }
}
