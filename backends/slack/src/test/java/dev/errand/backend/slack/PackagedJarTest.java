package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.Gson;
import com.slack.api.Slack;
import java.net.URL;
import okhttp3.OkHttpClient;
import org.java_websocket.client.WebSocketClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In Maven's build these tests run with the JAR that is shipped, which has only a part of the
 * libraries. With a whole library beside it they would not see that a class is missing.
 */
class PackagedJarTest {

    @ParameterizedTest
    @ValueSource(classes = {Slack.class, Gson.class, WebSocketClient.class, OkHttpClient.class})
    void noLibraryIsTakenFromElsewhere(Class<?> ofLibrary) {
        URL jar = place(SlackBackendFactory.class);
        assumeThat(jar.getPath()).endsWith(".jar");

        assertThat(place(ofLibrary)).isEqualTo(jar);
    }

    private static URL place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
