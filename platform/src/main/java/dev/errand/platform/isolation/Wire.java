package dev.errand.platform.isolation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.errand.api.Reply;
import dev.errand.platform.command.ArgumentType;
import dev.errand.platform.command.ParameterDefinition;
import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Step;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * How things are written between the host and a plugin's process. A type is only ever one of those
 * that a sealed interface permits, never a class that the other end names.
 */
final class Wire {

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface Named {}

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addMixIn(Reply.class, Named.class)
                    .addMixIn(ArgumentType.class, Named.class)
                    .addMixIn(ParameterDefinition.Form.class, Named.class)
                    .addMixIn(Step.class, Named.class)
                    .addMixIn(Change.class, Named.class)
                    .build();

    private Wire() {}

    static JsonNode node(Object value) {
        return value instanceof JsonNode ready ? ready : JSON.valueToTree(value);
    }

    static <T> T read(JsonNode node, Class<T> type) {
        return JSON.treeToValue(node, type);
    }

    static <T> List<T> list(JsonNode node, Class<T> type) {
        List<T> all = new ArrayList<>();
        node.forEach(item -> all.add(read(item, type)));
        return all;
    }

    /** A list of a sealed interface's records needs their names, which a plain list loses. */
    static ArrayNode replies(List<Reply> replies) {
        ArrayNode all = JSON.createArrayNode();
        replies.forEach(reply -> all.add(reply(reply)));
        return all;
    }

    static JsonNode reply(Reply reply) {
        return JSON.readTree(JSON.writerFor(Reply.class).writeValueAsBytes(reply));
    }

    static JsonNode steps(List<Step> steps) {
        ArrayNode all = JSON.createArrayNode();
        steps.forEach(
                step -> all.add(JSON.readTree(JSON.writerFor(Step.class).writeValueAsBytes(step))));
        return all;
    }

    static JsonNode change(Change change) {
        return JSON.readTree(JSON.writerFor(Change.class).writeValueAsBytes(change));
    }

    static byte[] bytes(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }

    static JsonNode parse(byte[] bytes) {
        return JSON.readTree(bytes);
    }
}
