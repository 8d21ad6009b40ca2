package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Secret;
import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract over TLS, as an ACL user with no more rights than the guide names, in database 3.
 */
class RedisTlsTest extends RedisContract {

    private static final String PASSWORD = "hunter2-and-more";

    @TempDir private static Path folder;

    private static RedisProcess redis;
    private static int tlsPort;

    @BeforeAll
    static void startRedis() throws Exception {
        makeCertificate("good", "san=dns:localhost");
        makeCertificate("other", "san=dns:elsewhere.example");
        tlsPort = RedisProcess.freePort();
        redis =
                RedisProcess.start(
                        folder,
                        "--tls-port",
                        Integer.toString(tlsPort),
                        "--tls-cert-file",
                        folder.resolve("good.crt").toString(),
                        "--tls-key-file",
                        folder.resolve("good.key").toString(),
                        "--tls-ca-cert-file",
                        folder.resolve("good.crt").toString(),
                        "--tls-auth-clients",
                        "no",
                        "--user",
                        "errand",
                        "on",
                        ">" + PASSWORD,
                        "~errand-test:*",
                        "resetchannels",
                        "&errand-test:*",
                        "+@all",
                        "-@admin",
                        "-@dangerous",
                        "+info");
    }

    /** By the JDK's own tool, so that no other need be installed. */
    private static void makeCertificate(String name, String san) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                san,
                                "-alias",
                                "it",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "password",
                                "-keystore",
                                store.toString())
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "password".toCharArray());
        }
        write(name + ".crt", "CERTIFICATE", keys.getCertificate("it").getEncoded());
        write(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey("it", "password".toCharArray()).getEncoded());
    }

    private static void write(String file, String kind, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes);
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    RedisSettings settings() {
        return settings("localhost", "good.crt", PASSWORD);
    }

    private static RedisSettings settings(String host, String caFile, String password) {
        return new RedisSettings(
                List.of(new RedisSettings.Address(host, tlsPort)),
                Optional.empty(),
                false,
                Optional.of("errand"),
                Optional.of(new Secret(password)),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.of(folder.resolve(caFile)),
                3,
                "errand-test",
                8);
    }

    @Test
    void aServerThatNobodyVouchesForIsNotTrusted() {
        assertRefused(settings("localhost", "other.crt", PASSWORD), "cannot be trusted", "ca-file");
    }

    @Test
    void aCertificateOfAnotherHostIsNotTrusted() {
        assertRefused(
                settings("127.0.0.1", "good.crt", PASSWORD),
                "cannot be trusted",
                "names this host");
    }

    @Test
    void aWrongPasswordIsSaidButNotShown() {
        assertRefused(
                settings("localhost", "good.crt", "wrong-" + PASSWORD),
                "refuses the user or the password");
    }

    private static void assertRefused(RedisSettings settings, String... words) {
        try (ContractContext context = new ContractContext(folder, new SettableClock())) {
            assertThatThrownBy(() -> new RedisStorageFactory().open(settings, context))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll(words)
                    .hasMessageNotContaining(PASSWORD)
                    .satisfies(
                            e -> assertThat(e.getStackTrace()).isNotEmpty(),
                            e -> assertThat(String.valueOf(e.getCause())).doesNotContain(PASSWORD));
        }
    }
}
