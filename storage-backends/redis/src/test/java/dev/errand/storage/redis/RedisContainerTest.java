package dev.errand.storage.redis;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The contract against a Redis 7 in a container, where a Docker engine has the image that {@code
 * .ci/docker-redis-image} makes.
 */
class RedisContainerTest extends RedisContract {

    private static final String IMAGE = "errand-test-redis:7";

    private static GenericContainer<?> container;

    @BeforeAll
    static void startContainer() {
        assumeThat(hasImage()).as("a Docker engine with the image " + IMAGE).isTrue();
        container = new GenericContainer<>(DockerImageName.parse(IMAGE)).withExposedPorts(6379);
        container.start();
    }

    private static boolean hasImage() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return false;
        }
        try {
            DockerClientFactory.instance().client().inspectImageCmd(IMAGE).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    @AfterAll
    static void stopContainer() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    RedisSettings settings() {
        return Settings.at(
                new RedisSettings.Address(container.getHost(), container.getMappedPort(6379)));
    }
}
