package dev.errand.platform.config;

import java.util.List;
import java.util.Map;

/**
 * Settings that somebody else gives a meaning to: those of one chat, the storage or one plugin. It
 * remembers where each of them was written, and shows no value in its {@code toString}.
 */
public sealed interface Section permits RawSection {

    /** Where the settings stand, such as {@code chats.office}. */
    String path();

    /**
     * Gives the settings their types.
     *
     * @param type the record that the kind of chat, storage or plugin asks for
     * @param <R> its type
     * @return the record, or all that is wrong, also with the record class itself
     */
    <R extends Record> Binding<R> bind(Class<R> type);

    /**
     * The same with other values laid over it.
     *
     * @param values texts by path, such as {@code limits.retries}
     * @param place where they were written, for problems
     * @return the new section
     */
    Section with(Map<String, String> values, String place);

    /**
     * What was written, for handing it to another process; secrets are in it as they are.
     *
     * @return texts, lists and maps of these, by the keys
     */
    Map<String, Object> written();

    /**
     * What can be set, and what holds now.
     *
     * @param type the record that the kind of chat, storage or plugin asks for
     * @return one line for each setting; secrets are masked
     */
    List<Shown> describe(Class<? extends Record> type);

    /**
     * Whether a setting is a secret.
     *
     * @param type the record that the kind of chat, storage or plugin asks for
     * @param key the path of the setting below the section
     * @return whether nobody may see its value
     */
    static boolean isSecret(Class<? extends Record> type, String key) {
        return Description.isSecret(type, key);
    }

    /**
     * A setting for people to read.
     *
     * @param key its path below the section
     * @param kind what it may be
     * @param value what holds, {@code ***} for a secret, empty if nothing does
     * @param from where it was written; {@code default} if nowhere
     */
    record Shown(String key, String kind, String value, String from) {}

    /** A section that nobody wrote: everything takes its default. */
    static Section empty(String path) {
        return new RawSection(path, Node.Group.EMPTY);
    }

    /**
     * A section made by a program, such as a test.
     *
     * @param path what problems name
     * @param values text, numbers, booleans, lists and maps of these
     * @return the section
     */
    static Section of(String path, Map<String, ?> values) {
        return new RawSection(path, Node.Group.of(values));
    }
}
