package dev.errand.backend.xmpp;

import dev.errand.backend.contract.ChatBackendContract;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.spi.ChatContext;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with ejabberd. */
class EjabberdContractTest extends ChatBackendContract {

    @TempDir static Path folder;

    private static XmppServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = Ejabberd.started(folder);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected ChatHarness open(ChatContext context) {
        return new XmppHarness(server, context);
    }
}
