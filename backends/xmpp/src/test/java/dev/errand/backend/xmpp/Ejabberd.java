package dev.errand.backend.xmpp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's ejabberd, run without its script, which would change the user and the folders. */
final class Ejabberd implements XmppServer {

    private static final Path LIBRARIES = Path.of("/usr/lib/x86_64-linux-gnu");

    private final int port = ServerProcess.freePort();
    private final Path ca;
    private final Path ready;
    private final ServerProcess process;

    Ejabberd(Path folder) throws IOException {
        Path erlang = ServerProcess.program("/usr/bin/erl");
        Path script = ServerProcess.program("/usr/sbin/ejabberdctl");
        assumeTrue(erlang != null && script != null, "no ejabberd here: apt-get install ejabberd");
        Authority authority = new Authority(folder.resolve("ca"));
        ca = authority.certificate();
        Path certificate = authority.issue("server", DOMAIN, ROOMS);
        Path both = folder.resolve("both.pem");
        Files.writeString(
                both,
                Files.readString(certificate)
                        + Files.readString(certificate.resolveSibling("server-key.pem")));
        Path config = Files.writeString(folder.resolve("ejabberd.yml"), config(both));
        ready = folder.resolve("ready");
        process =
                new ServerProcess(
                        List.of(
                                erlang.toString(),
                                "-noinput",
                                "-mnesia",
                                "dir",
                                "\"" + folder.resolve("mnesia") + "\"",
                                "-s",
                                "ejabberd",
                                "-eval",
                                accounts(ready)),
                        Map.of(
                                "EJABBERD_CONFIG_PATH", config.toString(),
                                "EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString(),
                                "ERL_LIBS", LIBRARIES.toString(),
                                "ERL_CRASH_DUMP_BYTES", "0",
                                "HOME", folder.toString()),
                        folder.resolve("ejabberd.out"),
                        port);
    }

    static Ejabberd started(Path folder) throws IOException {
        Ejabberd ejabberd = new Ejabberd(folder);
        ejabberd.up();
        return ejabberd;
    }

    /** Erlang that makes the accounts, and then a file to tell that it has. */
    private static String accounts(Path ready) {
        StringBuilder made = new StringBuilder();
        for (String user : List.of("errand", "ann", "robot")) {
            made.append(
                    "ejabberd_auth:try_register(<<\"%s\">>, <<\"%s\">>, <<\"%s\">>), "
                            .formatted(user, DOMAIN, XmppServer.password(user)));
        }
        return made + "file:write_file(\"" + ready + "\", <<>>).";
    }

    private String config(Path certificate) {
        return """
        hosts:
          - chat.test
        loglevel: warning
        certfiles:
          - "%s"
        listen:
          -
            port: %d
            ip: "127.0.0.1"
            module: ejabberd_c2s
            starttls_required: true
        auth_password_format: scram
        modules:
          mod_disco: {}
          mod_ping: {}
          mod_roster: {}
          mod_stream_mgmt: {}
          mod_mam:
            default: always
          mod_muc:
            host: rooms.chat.test
            default_room_options:
              anonymous: false
              mam: true
        """
                .formatted(certificate, port);
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
        await("ejabberd has its accounts").until(() -> Files.exists(ready));
    }

    @Override
    public void close() {
        process.down();
    }
}
