package dev.errand.platform.repository;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStoreException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What went wrong between here and a server, in words that say what would work. */
final class ConnectionWords {

    private static final Pattern OTHER_HOST =
            Pattern.compile("No (subject alternative|name matching).*", Pattern.DOTALL);
    private static final Pattern NO_TLS =
            Pattern.compile(".*(Unsupported or unrecognized SSL message|plaintext connection).*");
    private static final Pattern TRUST_STORE =
            Pattern.compile(".*(trustAnchors|[Kk]eystore|trust ?[Ss]tore).*", Pattern.DOTALL);

    private ConnectionWords() {}

    /** About a server that was asked for something. */
    static String of(URI address, Throwable fault) {
        return certificate(address.getHost(), fault)
                .or(() -> connection(place(address), fault))
                .orElseGet(() -> plain(fault));
    }

    /**
     * What is wrong with a server's certificate, or with what it is held against.
     *
     * @param host what people call the server
     * @return empty if the fault is another one
     */
    static Optional<String> certificate(String host, Throwable fault) {
        Set<Throwable> causes = causes(fault);
        for (Throwable cause : causes) {
            if (cause instanceof CertificateExpiredException) {
                return Optional.of(
                        "the certificate of "
                                + host
                                + " has expired; whoever runs that server has to renew it");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Optional.of(
                        "the certificate of "
                                + host
                                + " is not valid yet; look whether the clock of this machine is right");
            }
            if (isTrustStore(cause)) {
                return Optional.of(
                        "the truststore of this bot has no certificate that can be read; look at the file that"
                                + " -Djavax.net.ssl.trustStore names in ERRAND_JAVA_OPTS, and at its password");
            }
            if (cause instanceof CertificateException
                    && OTHER_HOST.matcher(String.valueOf(cause.getMessage())).matches()) {
                return Optional.of(
                        "the certificate that "
                                + host
                                + " shows is for another name; use an address with a name that is in it");
            }
        }
        return causes.stream().anyMatch(ConnectionWords::isUntrusted)
                ? Optional.of(untrusted(host))
                : Optional.empty();
    }

    private static boolean isUntrusted(Throwable cause) {
        return cause instanceof CertPathBuilderException
                || cause instanceof CertPathValidatorException
                || cause instanceof CertificateException;
    }

    private static boolean isTrustStore(Throwable cause) {
        boolean about =
                cause instanceof InvalidAlgorithmParameterException
                        || cause instanceof KeyStoreException
                        || cause instanceof java.security.UnrecoverableKeyException
                        || cause instanceof java.io.IOException;
        return about && TRUST_STORE.matcher(String.valueOf(cause.getMessage())).matches();
    }

    private static String untrusted(String host) {
        return "the certificate of "
                + host
                + " is signed by no authority that this bot trusts. If the authority is your own, import its certificate:"
                + " keytool -importcert -alias own -file ca.pem -keystore own.p12, and start the bot with that truststore"
                + " in ERRAND_JAVA_OPTS (-Djavax.net.ssl.trustStore=own.p12; docs/plugins.md shows all of it)";
    }

    private static Optional<String> connection(String place, Throwable fault) {
        for (Throwable cause : causes(fault)) {
            if (cause instanceof UnresolvedAddressException) {
                return Optional.of(
                        "there is no host of that name; look at the address, or at this machine's DNS");
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return Optional.of(
                        place + " does not answer; look at the address, the port and firewalls");
            }
            if (cause instanceof SSLException
                    && NO_TLS.matcher(String.valueOf(cause.getMessage())).matches()) {
                return Optional.of(place + " does not speak TLS; is it a server for http://?");
            }
        }
        return fault instanceof ConnectException
                ? Optional.of(
                        "nothing listens at " + place + "; look at the port, and whether it runs")
                : Optional.empty();
    }

    private static String plain(Throwable fault) {
        if (fault instanceof EOFException || fault.getMessage() == null) {
            return "the connection was cut (" + fault.getClass().getSimpleName() + ")";
        }
        return String.valueOf(fault.getMessage());
    }

    private static String place(URI address) {
        int usual = "http".equals(address.getScheme()) ? 80 : 443;
        return address.getHost() + ":" + (address.getPort() < 0 ? usual : address.getPort());
    }

    /** A fault, what caused it, what caused that, and so on. */
    static Set<Throwable> causes(Throwable fault) {
        Set<Throwable> causes = new LinkedHashSet<>();
        for (Throwable at = fault; at != null && causes.add(at); at = at.getCause()) {
            // a fault may be its own cause, by some way
        }
        return causes;
    }
}
