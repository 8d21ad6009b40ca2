package dev.errand.platform.store;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mapper of one plugin, made when first needed since it costs start time. Types in the JSON are
 * never believed.
 */
final class Json {

    private volatile @Nullable JsonMapper mapper;

    byte[] write(Type type, Object value) {
        JsonMapper json = mapper();
        return json.writerFor(json.constructType(type)).writeValueAsBytes(value);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // A Type cannot say that it is T's.
    <T> T read(Type type, byte[] bytes) {
        JsonMapper json = mapper();
        return json.readValue(bytes, json.constructType(type));
    }

    private JsonMapper mapper() {
        JsonMapper made = mapper;
        if (made == null) {
            synchronized (this) {
                made = mapper;
                if (made == null) {
                    made = make();
                    mapper = made;
                }
            }
        }
        return made;
    }

    private static JsonMapper make() {
        return JsonMapper.builder()
                // Records gain and lose components from one version of a plugin to the next.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // 1.5 is no int: cutting it off would lose data without a word.
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
    }
}
