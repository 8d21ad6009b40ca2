package dev.errand.backend.xmpp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority of one's own, made with the JDK's keytool in a folder. */
final class Authority {

    private static final String WORD = "changeit";

    private final Path folder;
    private final Path store;

    Authority(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.store = folder.resolve("all.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=Test CA",
                "-ext",
                "bc:c",
                "-validity",
                "30",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1");
    }

    /** The file that a client trusts. */
    Path certificate() throws IOException {
        return pem("ca.pem", List.of("ca"));
    }

    /** A file with a certificate for these domains, and beside it {@code …-key.pem}. */
    Path issue(String name, String... domains) throws IOException {
        String names = "san=dns:" + String.join(",dns:", domains);
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-signer",
                "ca",
                "-dname",
                "CN=" + domains[0],
                "-ext",
                names,
                "-validity",
                "30",
                // ejabberd cannot read the EC keys that Java writes
                "-keyalg",
                "RSA",
                "-keysize",
                "2048");
        writeKey(name);
        return pem(name + ".pem", List.of(name, "ca"));
    }

    private void writeKey(String name) throws IOException {
        try {
            String body =
                    Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(open().getKey(name, WORD.toCharArray()).getEncoded());
            Files.writeString(
                    folder.resolve(name + "-key.pem"),
                    "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private Path pem(String file, List<String> aliases) throws IOException {
        try {
            StringBuilder text = new StringBuilder();
            for (String alias : aliases) {
                byte[] encoded = open().getCertificate(alias).getEncoded();
                text.append("-----BEGIN CERTIFICATE-----\n")
                        .append(
                                Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(encoded))
                        .append("\n-----END CERTIFICATE-----\n");
            }
            return Files.writeString(folder.resolve(file), text);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, WORD.toCharArray());
        }
        return keys;
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", WORD));
        // an RSA key and the second compiler cost seconds of processor time each
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        Path log = folder.resolve("keytool.log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
