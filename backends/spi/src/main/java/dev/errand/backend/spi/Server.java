package dev.errand.backend.spi;

/**
 * A server that a chat connects to.
 *
 * @param host its name or address
 * @param port its port
 * @param security how what is said to it is kept from others
 */
public record Server(String host, int port, Security security) {

    /** How what is said is kept from others. */
    public enum Security {
        /** Not at all. */
        NONE,
        /** By TLS from the first byte on. */
        TLS,
        /** By TLS after a few words in plain. */
        STARTTLS
    }
}
