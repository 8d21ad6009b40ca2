package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Namespace;
import java.util.List;

/**
 * The names of what a namespace has in Redis. The braces make a cluster keep it all in one place,
 * so one script can change it.
 *
 * @param root the prefix and the namespace
 */
record Keys(String root) {

    static Keys of(String prefix, Namespace namespace) {
        return new Keys(prefix + ":{" + namespace + "}:");
    }

    static byte[] registry(String prefix) {
        return bytes(prefix + ":namespaces");
    }

    /** Where keys that change are told, each after its namespace and a blank. */
    static String channel(String prefix) {
        return prefix + ":changes";
    }

    /** The version, end and bytes of one value. */
    byte[] value(String key) {
        return bytes(valueStart() + key);
    }

    String valueStart() {
        return root + "v:";
    }

    /** All keys, in order. */
    byte[] index() {
        return bytes(root + "index");
    }

    /** The keys that end, by when. */
    byte[] endings() {
        return bytes(root + "endings");
    }

    /** The last version. */
    byte[] counter() {
        return bytes(root + "version");
    }

    List<byte[]> both() {
        return List.of(index(), endings());
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
