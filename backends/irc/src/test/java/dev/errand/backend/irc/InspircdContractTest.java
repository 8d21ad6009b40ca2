package dev.errand.backend.irc;

import dev.errand.backend.contract.ChatBackendContract;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.spi.ChatContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The contract, with InspIRCd. It welcomes people once a second, so each test would wait two
 * seconds for Ann and the bot: the tests run side by side, each with a server to itself.
 */
@Execution(ExecutionMode.CONCURRENT)
class InspircdContractTest extends ChatBackendContract {

    private static final int SERVERS = 16;

    @TempDir static Path folders;

    private static final BlockingQueue<Ircd> FREE = new LinkedBlockingQueue<>();
    private static List<Ircd> servers = List.of();

    @BeforeAll
    static void startServers() throws IOException {
        for (int i = 0; i < SERVERS; i++) {
            Ircd server = Ircd.inspircd(Files.createDirectory(folders.resolve("server" + i)), "");
            FREE.add(server);
        }
        servers = List.copyOf(FREE);
    }

    @AfterAll
    static void endServers() {
        FREE.clear();
        servers.forEach(Ircd::close);
    }

    @Override
    protected ChatHarness open(ChatContext context) throws Exception {
        Ircd server = FREE.take();
        return new IrcHarness(server, context, "ann", () -> FREE.add(server));
    }
}
