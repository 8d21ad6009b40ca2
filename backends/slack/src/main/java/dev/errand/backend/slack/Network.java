package dev.errand.backend.slack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** How connections are made: certificates always verified, small packets never held back. */
record Network(Optional<Trust> trust, Optional<Proxy> proxy) {

    /** Certificates of the operator's own. */
    record Trust(SSLSocketFactory sockets, X509TrustManager manager) {}

    static Network of(SlackSettings settings) throws IOException {
        Optional<Proxy> proxy =
                settings.proxy()
                        .map(URI::create)
                        .map(uri ->
                                new Proxy(
                                        Proxy.Type.HTTP,
                                        InetSocketAddress.createUnresolved(
                                                uri.getHost(),
                                                uri.getPort() < 0 ? 80 : uri.getPort())));
        Optional<Trust> trust = Optional.empty();
        if (settings.caFile().isPresent()) {
            trust = Optional.of(read(settings.caFile().get()));
        }
        return new Network(trust, proxy);
    }

    private static Trust read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                number++;
                store.setCertificateEntry("ca-" + number, each);
            }
            if (number == 0) {
                throw new IOException("ca-file '" + file + "' has no certificate in it");
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {manager}, null);
            return new Trust(context.getSocketFactory(), manager);
        } catch (GeneralSecurityException e) {
            throw new IOException("ca-file '" + file + "' has no certificates in PEM", e);
        }
    }

    /** The vendor's client with our connections. */
    OkHttpClient http(OkHttpClient base, SlackSettings settings) {
        OkHttpClient.Builder builder =
                base.newBuilder()
                        .socketFactory(new NoDelay(SocketFactory.getDefault()))
                        // Else a message whose answer was lost would be posted a second time.
                        .retryOnConnectionFailure(false)
                        .connectionPool(new ConnectionPool(4, 20, TimeUnit.SECONDS))
                        .connectTimeout(settings.timeout())
                        .readTimeout(settings.timeout())
                        .writeTimeout(settings.timeout())
                        .proxy(proxy.orElse(Proxy.NO_PROXY));
        trust.ifPresent(own -> builder.sslSocketFactory(own.sockets(), own.manager()));
        return builder.build();
    }

    /** Makes plain sockets, under TLS too, that send at once. */
    private static final class NoDelay extends SocketFactory {

        private final SocketFactory sockets;

        NoDelay(SocketFactory sockets) {
            this.sockets = sockets;
        }

        private static Socket atOnce(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket() throws IOException {
            return atOnce(sockets.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return atOnce(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort)
                throws IOException {
            return atOnce(sockets.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return atOnce(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
                throws IOException {
            return atOnce(sockets.createSocket(host, port, local, localPort));
        }
    }
}
