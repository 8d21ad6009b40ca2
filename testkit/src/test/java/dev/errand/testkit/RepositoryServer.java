package dev.errand.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.errand.platform.boot.Bot;
import dev.errand.platform.repository.Publishing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A static web server on this machine that serves a folder, and misbehaves where it is told to. */
final class RepositoryServer implements AutoCloseable {

    /** What is done in place of serving a file. */
    interface Trick {
        void play(HttpExchange exchange) throws IOException;
    }

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Trick> tricks = new ConcurrentHashMap<>();

    RepositoryServer(Path folder) throws IOException {
        this(folder, HttpServer.create(here(), 0));
    }

    private RepositoryServer(Path folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** One that speaks TLS. */
    static RepositoryServer secured(Path folder, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(here(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new RepositoryServer(folder, server);
    }

    private static InetSocketAddress here() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    void trick(String file, Trick trick) {
        tricks.put("/" + file, trick);
    }

    /** Plays it for the next request only. */
    void trickOnce(String file, Trick trick) {
        trick(
                file,
                exchange -> {
                    tricks.remove("/" + file);
                    trick.play(exchange);
                });
    }

    void behave() {
        tricks.clear();
    }

    /** Makes the index of what lies in the folder now. */
    void index() throws Exception {
        publishing().index(folder);
    }

    static Publishing publishing() {
        return new Publishing(Bot.apiVersion(), InstantSource.system());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Trick trick = tricks.get(exchange.getRequestURI().getPath());
            if (trick != null) {
                trick.play(exchange);
                return;
            }
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
