package dev.errand.plugins.dns;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsSettingsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @Test
    void aResolverThatIsNoAddressOfOneHostIsRefused() {
        for (String resolver :
                List.of("dns.example.com", "9.9.9.9:53", "", "0.0.0.0", "224.0.0.1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new DnsSettings(List.of("9.9.9.9", "::1", resolver), TIMEOUT, 53, true))
                    .withMessageContaining("plugins.dns.resolver: '" + resolver + "'");
        }
    }

    @Test
    void aTimeoutOutOfRangeIsRefused() {
        for (Duration timeout :
                List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(31))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DnsSettings(List.of(), timeout, 53, true))
                    .withMessageContaining("plugins.dns.timeout: '" + timeout + "'");
        }
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        for (int port : List.of(0, -1, 65_536)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DnsSettings(List.of(), TIMEOUT, port, true))
                    .withMessageContaining("plugins.dns.port: '" + port + "'");
        }
    }
}
