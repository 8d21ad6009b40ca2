package dev.errand.platform.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One value as a line of JSON and back: data, of which no part is ever a type or code. */
final class EntryLine {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EntryLine() {}

    static String write(Namespace namespace, Entry entry) {
        ObjectNode line = JSON.createObjectNode();
        line.put("namespace", namespace.path());
        line.put("key", entry.key());
        entry.expires().ifPresent(end -> line.put("expires", end.toString()));
        try {
            line.put("text", UTF_8.newDecoder().decode(ByteBuffer.wrap(entry.value())).toString());
        } catch (CharacterCodingException e) {
            line.put("base64", Base64.getEncoder().encodeToString(entry.value()));
        }
        return JSON.writeValueAsString(line);
    }

    static Step.Put read(String line) {
        JsonNode node = tree(line);
        String namespace = text(node, "namespace");
        String key = text(node, "key");
        try {
            byte[] value =
                    node.has("base64")
                            ? Base64.getDecoder().decode(text(node, "base64"))
                            : text(node, "text").getBytes(UTF_8);
            Optional<Instant> expires =
                    node.has("expires")
                            ? Optional.of(Instant.parse(text(node, "expires")))
                            : Optional.empty();
            return new Step.Put(
                    new Namespace(namespace), new Write(key, value, expires), OptionalLong.empty());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new StorageException("A line has no value that can be kept: " + e.getMessage());
        }
    }

    /** Any line: an object, or it is refused. */
    static JsonNode tree(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            // Said below; the driver's words may quote values.
        }
        throw new StorageException("A line is no JSON object");
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isString()) {
            throw new StorageException("A line has no text '" + name + "'");
        }
        return value.stringValue();
    }

    static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return !text.isBlank();
        } catch (JacksonException e) {
            return false;
        }
    }

    static String object(java.util.Map<String, ?> fields) {
        return JSON.writeValueAsString(fields);
    }
}
