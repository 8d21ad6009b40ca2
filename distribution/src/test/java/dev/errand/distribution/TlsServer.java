package dev.errand.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.errand.platform.repository.Publishing;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A repository on a web server with TLS, whose certificate is its own and stands in a truststore of
 * its own. It can be made slow.
 */
final class TlsServer implements AutoCloseable {

    private static final String PASSWORD = "changeit";
    private static final int AT_ONCE = 600;

    private final Path folder;
    private final Path keys;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> elsewhere = new ConcurrentHashMap<>();
    private volatile boolean slow;

    TlsServer(Path place) throws Exception {
        folder = Files.createDirectories(place.resolve("web"));
        keys = place.resolve("server.p12");
        makeCertificate();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private void makeCertificate() throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Finished made =
                Finished.run(
                        new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                "own",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=repository",
                                "-ext",
                                "san=dns:localhost",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keys.toString(),
                                "-storepass",
                                PASSWORD),
                        "");
        if (made.exit() != 0) {
            throw new IOException("keytool: " + made.err());
        }
    }

    private SSLContext context() throws Exception {
        KeyManagerFactory own =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(
                KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()),
                PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/";
    }

    /** What a bot is started with so that it believes this server, and no other. */
    String javaOptions() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "own",
                KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()).getCertificate("own"));
        Path file = keys.resolveSibling("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return "-Djavax.net.ssl.trustStore="
                + file
                + " -Djavax.net.ssl.trustStorePassword="
                + PASSWORD;
    }

    /** Adds a plugin to the index. */
    void publish(Jar jar, String name) throws Exception {
        jar.renameTo(folder.resolve(name));
        new Publishing(dev.errand.platform.boot.Bot.apiVersion(), InstantSource.system())
                .index(folder);
    }

    /** Sends whoever asks for a path to another address. */
    void redirect(String path, String to) {
        elsewhere.put(path, to);
    }

    /** Whether JARs come a byte at a time after their beginning. */
    void slow(boolean now) {
        slow = now;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String to = elsewhere.get(exchange.getRequestURI().getPath());
            if (to != null) {
                exchange.getResponseHeaders().add("Location", to);
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length);
            OutputStream body = exchange.getResponseBody();
            boolean trickle = slow && file.toString().endsWith(".jar");
            int sent = trickle ? AT_ONCE : bytes.length;
            body.write(bytes, 0, sent);
            for (; sent < bytes.length && !Thread.interrupted(); sent++) {
                body.flush();
                LockSupport.parkNanos(20_000_000);
                body.write(bytes, sent, 1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
