package dev.errand.backend.irc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.Base64;
import javax.crypto.interfaces.DHPublicKey;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that the test made for {@code localhost}, by the JDK's keytool. */
final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore store;
    private final Path folder;
    private final String name;

    Certificates(Path folder, String name, String algorithm)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.name = name;
        Path file = folder.resolve(name + ".p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "own",
                                "-keyalg",
                                algorithm,
                                // the default for RSA and the second compiler cost seconds
                                "-keysize",
                                algorithm.equals("RSA") ? "2048" : "256",
                                "-J-XX:TieredStopAtLevel=1",
                                "-J-XX:+UseSerialGC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=dns:localhost",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .inheritIO()
                        .start();
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store = KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    /** The certificate alone. */
    Path certificate() throws IOException, GeneralSecurityException {
        return Files.writeString(
                folder.resolve(name + ".crt"),
                pem("CERTIFICATE", store.getCertificate("own").getEncoded()));
    }

    Path key() throws IOException, GeneralSecurityException {
        return Files.writeString(
                folder.resolve(name + ".key"),
                pem("PRIVATE KEY", store.getKey("own", PASSWORD).getEncoded()));
    }

    /** Both in one file. */
    Path both() throws IOException, GeneralSecurityException {
        return Files.writeString(
                folder.resolve(name + ".pem"),
                Files.readString(key()) + Files.readString(certificate()));
    }

    /** Numbers that some servers would else look for themselves at their start, for a minute. */
    Path dhParameters() throws IOException, GeneralSecurityException {
        // a key uses well-known numbers, while the generator of parameters would also look for new
        // ones
        KeyPairGenerator keys = KeyPairGenerator.getInstance("DH");
        keys.initialize(2048);
        DHPublicKey key = (DHPublicKey) keys.generateKeyPair().getPublic();
        AlgorithmParameters known = AlgorithmParameters.getInstance("DH");
        known.init(key.getParams());
        return Files.writeString(
                folder.resolve("dh.pem"), pem("DH PARAMETERS", known.getEncoded()));
    }

    /** For a server with this certificate that asks its clients for theirs. */
    SSLContext server(Certificates clients) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("client", clients.store.getCertificate("own"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN "
                + what
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END "
                + what
                + "-----\n";
    }
}
