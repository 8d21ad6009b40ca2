package dev.errand.platform.config;

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
