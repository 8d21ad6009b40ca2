package dev.errand.backend.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import gnu.trove.map.TLongObjectMap;
import java.net.URL;
import net.dv8tion.jda.api.JDA;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In Maven's build these tests run with the JAR that is shipped, which has only a part of the
 * libraries. With a whole library beside it they would not see that a class is missing.
 */
class PackagedJarTest {

    @ParameterizedTest
    @ValueSource(
            classes = {JDA.class, ObjectMapper.class, TLongObjectMap.class, OkHttpClient.class})
    void noLibraryIsTakenFromElsewhere(Class<?> ofLibrary) {
        URL jar = place(DiscordBackendFactory.class);
        assumeThat(jar.getPath()).endsWith(".jar");

        assertThat(place(ofLibrary)).isEqualTo(jar);
    }

    private static URL place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
