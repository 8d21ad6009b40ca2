package dev.errand.api;

import java.util.Objects;

/**
 * Who somebody is, for good: the account on a chat, never the name they show.
 *
 * @param chat the name of the chat in {@code errand.conf}, such as {@code office}
 * @param account what the chat itself tells people apart by, such as a Slack user id or an IRC
 *     services account
 */
public record PersonId(String chat, String account) {

    /** Refuses an empty chat or account. */
    public PersonId {
        Objects.requireNonNull(chat, "chat");
        Objects.requireNonNull(account, "account");
        if (chat.isEmpty() || chat.indexOf(':') >= 0 || account.isEmpty()) {
            throw new IllegalArgumentException(
                    "A person is chat:account, neither empty; not '" + chat + ":" + account + "'");
        }
    }

    /**
     * Reads the written form.
     *
     * @param text {@code chat:account}
     * @return the id
     * @throws IllegalArgumentException if a part is missing
     */
    public static PersonId parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException(
                    "A person is written chat:account, such as irc:ann; not '" + text + "'");
        }
        return new PersonId(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The written form, {@code chat:account}. */
    @Override
    public String toString() {
        return chat + ":" + account;
    }
}
