package dev.errand.storage.redis;

import dev.errand.api.Default;
import dev.errand.api.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code errand.conf} may say about Redis.
 *
 * @param servers {@code host:port} of the server; of the sentinels if {@code master} is given, of
 *     some nodes if it is a cluster
 * @param master the name that the sentinels know the master by; empty without Sentinel
 * @param cluster whether it is a Redis Cluster
 * @param user the ACL user, empty for the default one
 * @param password its password
 * @param sentinelUser the ACL user at the sentinels
 * @param sentinelPassword the password at the sentinels
 * @param tls whether to speak TLS; certificate and name of the server are verified
 * @param caFile certificates in PEM to trust instead of Java's own
 * @param database the number of the database
 * @param prefix what all keys start with
 * @param connections how many reads and writes go on at once
 */
public record RedisSettings(
        @Default("localhost:6379") List<Address> servers,
        Optional<String> master,
        @Default("false") boolean cluster,
        Optional<String> user,
        Optional<Secret> password,
        Optional<String> sentinelUser,
        Optional<Secret> sentinelPassword,
        @Default("false") boolean tls,
        Optional<Path> caFile,
        @Default("0") int database,
        @Default("errand") String prefix,
        @Default("16") int connections) {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** Refuses what does not go together. */
    public RedisSettings {
        servers = List.copyOf(servers);
        check(!servers.isEmpty(), "servers names at least one host:port");
        check(
                servers.size() == 1 || cluster || master.isPresent(),
                "servers names one host:port, unless there is a master or cluster is true; not "
                        + servers.size());
        check(!cluster || master.isEmpty(), "master is for Sentinel, and cluster is true");
        check(
                master.isPresent() || (sentinelUser.isEmpty() && sentinelPassword.isEmpty()),
                "sentinel-user and sentinel-password need a master");
        check(user.isEmpty() || password.isPresent(), "user needs a password");
        check(
                sentinelUser.isEmpty() || sentinelPassword.isPresent(),
                "sentinel-user needs a sentinel-password");
        check(tls || caFile.isEmpty(), "ca-file needs tls = true");
        check(database >= 0, "database is 0 or more; not " + database);
        check(!cluster || database == 0, "a cluster has only database 0; not " + database);
        check(
                PREFIX.matcher(prefix).matches(),
                "prefix is 1 to 64 letters, digits, '.', '_', ':' and '-'; not '" + prefix + "'");
        check(
                connections >= 1 && connections <= 256,
                "connections is 1 to 256; not " + connections);
    }

    private static void check(boolean good, String message) {
        if (!good) {
            throw new IllegalArgumentException(message);
        }
    }

    /** How messages name it. */
    String place() {
        String list = String.join(", ", servers.stream().map(Address::toString).toList());
        if (master.isPresent()) {
            return "Redis (master '" + master.get() + "' by the sentinels " + list + ")";
        }
        return (cluster ? "Redis Cluster at " : "Redis at ") + list;
    }

    /**
     * Where a server listens.
     *
     * @param host its name or address
     * @param port its port
     */
    public record Address(String host, int port) {

        /** Refuses what no server listens at. */
        public Address {
            check(!host.isBlank(), "A server has a host, as in 'localhost:6379'");
            check(port >= 1 && port <= 65_535, "A port is 1 to 65535; not " + port);
        }

        /**
         * Reads an address.
         *
         * @param text {@code host:port}, {@code [IPv6]:port}, or a host alone for port 6379
         * @return the address
         */
        public static Address parse(String text) {
            String stripped = text.strip();
            int colon = stripped.lastIndexOf(':');
            boolean port =
                    colon > 0
                            && (stripped.indexOf(':') == colon
                                    || stripped.charAt(colon - 1) == ']');
            String host = port ? stripped.substring(0, colon) : stripped;
            return new Address(
                    host.startsWith("[") && host.endsWith("]")
                            ? host.substring(1, host.length() - 1)
                            : host,
                    port ? portOf(stripped.substring(colon + 1), text) : 6379);
        }

        private static int portOf(String digits, String text) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no host:port, such as 'localhost:6379'", e);
            }
        }

        /** {@code host:port}. */
        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
