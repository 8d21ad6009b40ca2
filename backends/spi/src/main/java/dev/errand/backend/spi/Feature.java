package dev.errand.backend.spi;

/** What a chat can do beside showing text. */
public enum Feature {
    /** Change a message that was sent. */
    EDIT,
    /** Put an emoji under a message. */
    REACT,
    /** Keep replies in threads. */
    THREADS,
    /** Show a message to one person in a room. */
    PRIVATE,
    /** Draw a {@link dev.errand.api.Reply.Card} itself. */
    CARDS,
    /** Draw a {@link dev.errand.api.Reply.Table} itself. */
    TABLES,
    /** Attach a {@link dev.errand.api.Reply.File}. */
    FILES
}
