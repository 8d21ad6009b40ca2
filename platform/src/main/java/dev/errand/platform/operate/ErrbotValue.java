package dev.errand.platform.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Write;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Errbot keeps under a key: JSON in which jsonpickle names Python types by keys that start
 * with {@code py/}. Plain data is taken as it stands, tuples and sets as lists; whatever names any
 * other type is left out, and nothing is ever made of a name.
 */
final class ErrbotValue {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern KEY = Pattern.compile("errbot:([^:]+):(.+)", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int DEEPEST = 200;

    private ErrbotValue() {}

    /** What came of one key. */
    sealed interface Reading {

        /**
         * It can be kept.
         *
         * @param space Errbot's namespace
         * @param write key and value
         */
        record Plain(String space, Write write) implements Reading {}

        /**
         * It cannot.
         *
         * @param why the reason
         */
        record LeftOut(String why) implements Reading {}
    }

    static Reading read(String key, byte[] value) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches() || !SPACE.matcher(parts.group(1)).matches()) {
            return new Reading.LeftOut("the key is not of the form errbot:<namespace>:<key>");
        }
        try {
            JsonNode plain = plain(JSON.readTree(value), 0);
            return new Reading.Plain(
                    parts.group(1),
                    Write.of(parts.group(2), JSON.writeValueAsString(plain).getBytes(UTF_8)));
        } catch (NotPlain e) {
            return new Reading.LeftOut(String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            return new Reading.LeftOut("the value is not JSON");
        } catch (IllegalArgumentException e) {
            return new Reading.LeftOut("no storage takes this key: " + e.getMessage());
        }
    }

    private static JsonNode plain(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            throw new NotPlain("the value is nested more than " + DEEPEST + " deep");
        }
        return switch (node) {
            case ArrayNode items -> list(items, depth);
            case ObjectNode fields -> object(fields, depth);
            default -> node;
        };
    }

    private static JsonNode list(Iterable<JsonNode> items, int depth) {
        ArrayNode list = JSON.createArrayNode();
        items.forEach(item -> list.add(plain(item, depth + 1)));
        return list;
    }

    private static JsonNode object(ObjectNode fields, int depth) {
        Optional<String> python =
                fields.propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> name.startsWith("py/"))
                        .findFirst();
        if (python.isPresent()) {
            JsonNode only = fields.get(python.get());
            boolean list = python.get().equals("py/tuple") || python.get().equals("py/set");
            if (list && fields.size() == 1 && only.isArray()) {
                return list(only, depth);
            }
            throw new NotPlain(
                    only.isString()
                            ? "it is a Python object (" + only.stringValue() + ")"
                            : "it holds what only Python can read (" + python.get() + ")");
        }
        ObjectNode object = JSON.createObjectNode();
        fields.properties()
                .forEach(field -> object.set(field.getKey(), plain(field.getValue(), depth + 1)));
        return object;
    }

    /** Ends the reading of one value. */
    private static final class NotPlain extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotPlain(String message) {
            super(message, null, false, false);
        }
    }
}
