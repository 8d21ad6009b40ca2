package dev.errand.backend.slack;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Reads what Slack sends without trusting its shape. */
final class Json {

    private Json() {}

    /** The text under a key, empty if there is none. */
    static String text(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    /** The object under a key, an empty one if there is none. */
    static JsonObject object(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
    }
}
