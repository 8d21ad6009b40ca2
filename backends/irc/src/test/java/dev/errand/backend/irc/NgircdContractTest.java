package dev.errand.backend.irc;

import dev.errand.backend.contract.ChatBackendContract;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.spi.ChatContext;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class NgircdContractTest extends ChatBackendContract {

    @TempDir static Path servers;

    private static Ircd server;

    @BeforeAll
    static void startServer() throws IOException {
        server = Ircd.ngircd(servers, "");
    }

    @AfterAll
    static void endServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected ChatHarness open(ChatContext context) throws IOException {
        return new IrcHarness(server, context, "~ann", () -> {});
    }
}
