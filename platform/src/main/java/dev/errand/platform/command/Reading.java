package dev.errand.platform.command;

/** What a line turned out to be. */
public sealed interface Reading {

    /** People talking to each other. */
    record NotACommand() implements Reading {}

    /**
     * A command with everything that it needs.
     *
     * @param command which
     * @param arguments its arguments
     */
    record Parsed(BoundCommand command, Arguments arguments) implements Reading {}

    /**
     * A command, but its arguments are wrong.
     *
     * @param command which
     * @param problem what is wrong, which value, and what would work; plain text
     */
    record BadArguments(BoundCommand command, String problem) implements Reading {}

    /**
     * The first words of commands, but no command.
     *
     * @param words the words that lead to commands
     * @param typed the word that follows and leads nowhere, empty if none does
     */
    record Group(String words, String typed) implements Reading {}

    /**
     * Meant as a command, but there is none of that name.
     *
     * @param typed the words, at most three
     */
    record Unknown(String typed) implements Reading {}
}
