package dev.errand.backend.irc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Opens connections to one server, encrypted and verified where that is asked for. */
final class Sockets {

    private static final int TIMEOUT_MILLIS = 15_000;
    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

    private final IrcSettings settings;

    Sockets(IrcSettings settings) {
        this.settings = settings;
    }

    /** Reads the files, so that a wrong one is told at the start. */
    void check() throws IOException, GeneralSecurityException {
        if (settings.tls()) {
            context();
        }
    }

    /** Connects; returns when lines may be written. */
    SocketLink open() throws IOException {
        Socket plain = new Socket();
        try {
            InetSocketAddress address =
                    new InetSocketAddress(settings.server(), settings.actualPort());
            if (address.isUnresolved()) {
                throw new UnknownHostException("The name '" + settings.server() + "' is not known");
            }
            plain.setTcpNoDelay(true);
            plain.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            plain.connect(address, TIMEOUT_MILLIS);
            Socket socket = settings.tls() ? encrypted(plain) : plain;
            return new SocketLink(plain, socket);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private Socket encrypted(Socket plain) throws IOException {
        try {
            SSLSocket socket =
                    (SSLSocket)
                            context()
                                    .getSocketFactory()
                                    .createSocket(plain, settings.server(), plain.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            // Without it any certificate of a known authority would do, whatever its name.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            socket.startHandshake();
            plain.setSoTimeout(0);
            return socket;
        } catch (SSLException e) {
            throw new IOException(
                    "the server's certificate or TLS is not accepted ("
                            + innermost(e).getMessage()
                            + "); an authority of one's own goes into ca",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The outer ones say the same in more words. */
    private static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(settings.ca().isPresent() ? authorities(settings.ca().get()) : null);
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
                settings.certificate().isPresent() ? own(settings.certificate().get()) : empty(),
                NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return store;
    }

    private static KeyStore own(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        Certificate[] chain = certificates(file).toArray(Certificate[]::new);
        store.setKeyEntry("own", key(file), NO_PASSWORD, chain);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        // The reader of certificates stumbles over a key between them.
        String pem = KEY.matcher(read(file)).replaceAll("");
        try (InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("There is no certificate in '" + file + "'");
            }
            return found;
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(read(file));
        if (!key.find()) {
            throw new IOException(
                    "There is no unencrypted PKCS #8 key (BEGIN PRIVATE KEY) in '" + file + "'");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1)));
        IOException others =
                new IOException("The key in '" + file + "' is neither EC nor RSA nor EdDSA");
        for (String kind : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                others.addSuppressed(e);
            }
        }
        throw others;
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("The file '" + file + "' of the settings is not there", e);
        } catch (AccessDeniedException e) {
            throw new IOException("The file '" + file + "' of the settings may not be read", e);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
