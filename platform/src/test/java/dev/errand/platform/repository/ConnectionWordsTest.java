package dev.errand.platform.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ConnectionWordsTest {

    /** Each is the cause of the next. */
    private static String told(Throwable... causes) {
        Throwable fault = new IOException();
        for (int i = 0; i < causes.length; i++) {
            if (i > 0) {
                causes[i].initCause(fault);
            }
            fault = causes[i];
        }
        return ConnectionWords.of(URI.create("https://plugins.example.org/index.json"), fault);
    }

    @Test
    void eachFaultOfACertificateSaysWhatWouldWork() {
        assertThat(
                        told(
                                new CertPathBuilderException("unable to find valid path"),
                                new CertificateException("PKIX path building failed"),
                                new SSLHandshakeException("PKIX path building failed")))
                .contains("plugins.example.org is signed by no authority", "keytool -importcert");
        assertThat(
                        told(
                                new CertificateExpiredException("NotAfter: yesterday"),
                                new CertificateException("PKIX path validation failed"),
                                new SSLHandshakeException("PKIX path validation failed")))
                .contains("has expired", "renew");
        assertThat(
                        told(
                                new CertificateNotYetValidException("NotBefore: tomorrow"),
                                new SSLHandshakeException("PKIX path validation failed")))
                .contains("is not valid yet", "clock");
        assertThat(
                        told(
                                new CertificateException(
                                        "No subject alternative DNS name matching plugins.example.org found."),
                                new SSLHandshakeException("No subject alternative DNS name")))
                .contains("for another name");
        assertThat(
                        told(
                                new InvalidAlgorithmParameterException(
                                        "the trustAnchors parameter must be non-empty"),
                                new SSLHandshakeException("Unexpected error")))
                .contains("truststore of this bot", "javax.net.ssl.trustStore");
    }

    @Test
    void whatIsNoMatterOfCertificatesIsToldToo() {
        assertThat(told(new HttpConnectTimeoutException("HTTP connect timed out")))
                .contains("plugins.example.org:443 does not answer");
        assertThat(told(new IOException())).contains("was cut");
        assertThat(told(new IOException("of its own words"))).isEqualTo("of its own words");
    }

    @Test
    void httpIsForThisMachineAlone() throws Exception {
        Set<String> schemes = Set.of("https");
        for (String here :
                Set.of("http://127.0.0.1:8000/", "http://localhost/x", "http://[::1]/")) {
            assertThat(Downloads.address(here, schemes)).hasToString(here);
        }
        for (String elsewhere :
                Set.of(
                        "http://example.org/",
                        "http://127.0.0.1.example.org/",
                        "http://localhost@example.org/",
                        "http://127.0.0.2/",
                        "ftp://localhost/")) {
            assertThatThrownBy(() -> Downloads.address(elsewhere, schemes))
                    .hasMessageContaining("is no https:// address");
        }
    }
}
