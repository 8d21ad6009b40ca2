package dev.errand.backend.xmpp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Says which certificates a server may show. */
final class Trust {

    private Trust() {}

    /** Trusts the certificates of a PEM file, or Java's own without one. */
    static X509TrustManager of(Optional<Path> caFile) throws IOException {
        try {
            @Nullable KeyStore store = caFile.isPresent() ? read(caFile.get()) : null;
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            String what = caFile.map(file -> "ca-file '" + file + "'").orElse("Java's trust store");
            throw new IOException(
                    what + " cannot be read; it takes certificates in PEM (" + e + ")", e);
        }
    }

    private static KeyStore read(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number, each);
                number++;
            }
            if (number == 0) {
                throw new IOException("no certificate in it");
            }
        }
        return store;
    }
}
