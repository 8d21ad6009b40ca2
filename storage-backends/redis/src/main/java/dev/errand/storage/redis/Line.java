package dev.errand.storage.redis;

import java.time.Duration;
import java.util.Map;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.csc.Cache;
import redis.clients.jedis.executors.SimpleCommandExecutor;
import redis.clients.jedis.providers.ConnectionProvider;

/** One connection with all commands that the driver's clients have. */
final class Line extends UnifiedJedis {

    private final Connection connection;

    Line(Connection connection, Duration answer) {
        super(
                new SimpleCommandExecutor(connection),
                new Only(connection),
                RedisProtocol.RESP2,
                (Cache) null);
        this.connection = connection;
        connection.setSoTimeout((int) answer.toMillis());
    }

    /** Ends the connection too. */
    @Override
    public void close() {
        connection.setBroken();
        connection.close();
    }

    /** Always the same. */
    private record Only(Connection connection) implements ConnectionProvider {

        @Override
        public Connection getConnection() {
            return connection;
        }

        @Override
        public Connection getConnection(CommandArguments arguments) {
            return connection;
        }

        @Override
        public Map<?, ?> getConnectionMap() {
            return Map.of("only", connection);
        }

        @Override
        public Map<?, ?> getPrimaryNodesConnectionMap() {
            return getConnectionMap();
        }

        @Override
        public void close() {
            // The line does it.
        }
    }
}
