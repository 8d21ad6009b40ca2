package dev.errand.platform.doctor;

import dev.errand.backend.spi.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Looks at a server from outside: name, way, certificate. Whether the certificate is trusted is for
 * the login to tell, which knows what the configuration says about it; here it is only read.
 */
final class Servers {

    private static final Duration SOON = Duration.ofDays(14);

    private final InstantSource clock;
    private final Duration patience;

    Servers(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    List<Note> look(String about, Server server) {
        List<Note> notes = new ArrayList<>();
        String place = server.host() + ":" + server.port();
        try {
            notes.add(Note.good(about + " DNS", server.host() + " is " + addresses(server.host())));
        } catch (UnknownHostException e) {
            notes.add(
                    Note.bad(
                            about + " DNS",
                            "'" + server.host() + "' has no address",
                            "Look at the name in errand.conf, and at this machine's resolver (getent hosts "
                                    + server.host()
                                    + ")."));
            return notes;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), millis());
            socket.setSoTimeout(millis());
            notes.add(Note.good(about + " port", place + " answers"));
            if (server.security() == Server.Security.TLS) {
                notes.add(certificate(about + " TLS", socket, server));
            } else if (server.security() == Server.Security.NONE) {
                notes.add(
                        Note.warning(
                                about + " TLS",
                                "none: passwords go over the network as they are",
                                "Turn it on, unless the server is on this machine."));
            }
        } catch (IOException e) {
            notes.add(
                    Note.bad(
                            about + " port",
                            place + " cannot be reached: " + e.getMessage(),
                            "Look at the port in errand.conf, whether the server runs, and at firewalls."));
        }
        return notes;
    }

    private int millis() {
        return Math.toIntExact(patience.toMillis());
    }

    private static String addresses(String host) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
    }

    private Note certificate(String about, Socket socket, Server server) {
        try (SSLSocket tls =
                (SSLSocket)
                        reading()
                                .getSocketFactory()
                                .createSocket(socket, server.host(), server.port(), false)) {
            tls.startHandshake();
            SSLSession session = tls.getSession();
            X509Certificate first = (X509Certificate) session.getPeerCertificates()[0];
            return expiry(about, session.getProtocol(), first);
        } catch (IOException | GeneralSecurityException e) {
            return Note.bad(
                    about,
                    "no handshake: " + e.getMessage(),
                    "Look whether this is the port for TLS; the port without it needs tls = false.");
        }
    }

    private Note expiry(String about, String protocol, X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        String words =
                protocol
                        + ", certificate of "
                        + certificate.getSubjectX500Principal().getName()
                        + " until "
                        + end;
        if (end.isBefore(clock.instant())) {
            return Note.bad(about, words, "It has expired; whoever runs the server must renew it.");
        }
        return end.isBefore(clock.instant().plus(SOON))
                ? Note.warning(about, words, "It expires soon.")
                : Note.good(about, words);
    }

    /** Takes every certificate, since nothing is said over this connection. */
    private static SSLContext reading() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Reading()}, null);
        return context;
    }

    private static final class Reading implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
