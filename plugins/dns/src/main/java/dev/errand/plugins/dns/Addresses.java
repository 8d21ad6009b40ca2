package dev.errand.plugins.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Address;

/** Reads and writes IP addresses without ever asking the JVM's own resolver for a name. */
final class Addresses {

    private Addresses() {}

    /**
     * The address in its usual written form, IPv6 with or without brackets; empty for everything
     * else.
     */
    static Optional<InetAddress> parse(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        byte @Nullable [] bytes = bytes(bracketed ? text.substring(1, text.length() - 1) : text);
        if (bytes == null || (bracketed && bytes.length == 4)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The 4 or 16 bytes of a plain address, null for everything else. */
    static byte @Nullable [] bytes(String text) {
        byte @Nullable [] four = Address.toByteArray(text, Address.IPv4);
        return four != null ? four : Address.toByteArray(text, Address.IPv6);
    }

    /** Whether one machine has it: a query to many, or to "any", is no question but a nuisance. */
    static boolean isOneHost(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean broadcast =
                bytes.length == 4
                        && bytes[0] == -1
                        && bytes[1] == -1
                        && bytes[2] == -1
                        && bytes[3] == -1;
        return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !broadcast;
    }

    /** As people write it; the port only where it is not the usual one. */
    static String shown(InetSocketAddress server) {
        String address = server.getAddress().getHostAddress();
        if (server.getPort() == 53) {
            return address;
        }
        return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + server.getPort();
    }
}
