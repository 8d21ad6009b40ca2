package dev.errand.backend.spi;

import java.util.List;

/**
 * Makes one kind of chat. The class named by {@code Plugin-Class} in the manifest of a chat's JAR
 * implements it and has a public constructor without parameters; {@code Plugin-Id} is the {@code
 * type} that {@code errand.conf} calls it by.
 *
 * @param <S> the record that the settings under {@code chats.<name>} are bound to
 */
public interface ChatBackendFactory<S extends Record> {

    /**
     * The settings, without {@code type}, which the host reads. Bound and checked before {@link
     * #create}.
     *
     * @return a record class; see {@link dev.errand.api.Default} for defaults
     */
    Class<S> settings();

    /**
     * Makes one chat. Must not connect, and must not start a thread.
     *
     * @param settings the checked settings
     * @param context what the host lends for the chat's life
     * @return the chat, not yet started
     */
    ChatBackend create(S settings, ChatContext context);

    /**
     * The servers that a chat with these settings connects to, for {@code errand doctor} to look
     * at. Must not connect.
     *
     * @param settings the checked settings
     * @return the servers; none where they are known only after a look-up of the chat's own
     */
    default List<Server> servers(S settings) {
        return List.of();
    }

    /**
     * Settings by which a chat logs in as with the given ones and joins no room, for {@code errand
     * doctor}, which logs in, looks at {@link ChatBackend#health} and stops the chat.
     *
     * @param settings the checked settings
     * @return the same but for the rooms; the settings themselves where logging in joins nothing
     */
    default S withoutRooms(S settings) {
        return settings;
    }
}
