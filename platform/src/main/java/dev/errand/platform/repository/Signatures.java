package dev.errand.platform.repository;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Ed25519 signatures over an index. The file beside it has three lines: {@code ed25519}, the public
 * key, the signature, both in Base64.
 */
final class Signatures {

    private static final String ALGORITHM = "Ed25519";
    private static final String FIRST_LINE = "ed25519";

    private Signatures() {}

    /** A new key pair: the file's content, and the public key in Base64. */
    static List<String> newKey() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return List.of(
                    FIRST_LINE
                            + "\n"
                            + base64(pair.getPublic().getEncoded())
                            + "\n"
                            + base64(pair.getPrivate().getEncoded())
                            + "\n",
                    base64(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has Ed25519", e);
        }
    }

    /** Signs with the content of a key file. */
    static String sign(byte[] content, String keyFile) throws StepFailed {
        List<String> lines = keyFile.lines().map(String::strip).toList();
        if (lines.size() < 3 || !lines.getFirst().equals(FIRST_LINE)) {
            throw new StepFailed(
                    "key", "the key file is not one that 'errand repos key FILE' has made");
        }
        try {
            PrivateKey key =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Base64.getDecoder().decode(lines.get(2))));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return FIRST_LINE + "\n" + lines.get(1) + "\n" + base64(signature.sign()) + "\n";
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StepFailed("key", "the key file cannot be read");
        }
    }

    /** The key that has signed; fails if the signature does not hold. */
    static String check(byte[] content, String signatureFile, String from) throws StepFailed {
        List<String> lines = signatureFile.lines().map(String::strip).toList();
        try {
            if (lines.size() >= 3 && lines.getFirst().equals(FIRST_LINE)) {
                PublicKey key =
                        KeyFactory.getInstance(ALGORITHM)
                                .generatePublic(
                                        new X509EncodedKeySpec(
                                                Base64.getDecoder().decode(lines.get(1))));
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initVerify(key);
                signature.update(content);
                if (signature.verify(Base64.getDecoder().decode(lines.get(2)))) {
                    return lines.get(1);
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            // said below
        }
        throw new StepFailed("signature", "the signature of " + from + " does not hold");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
