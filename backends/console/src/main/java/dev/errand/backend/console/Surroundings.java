package dev.errand.backend.console;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * What the process stands in.
 *
 * @param input standard input
 * @param output standard output, which tells when it is closed: {@link System#out} would swallow
 *     that
 * @param terminal whether a person sits at both
 * @param environment the environment variables
 * @param terminals opens the terminal, if there is one
 * @param streams what everybody else in this process prints to
 */
record Surroundings(
        InputStream input,
        OutputStream output,
        boolean terminal,
        Map<String, String> environment,
        Terminals terminals,
        PrintedStreams streams) {

    @SuppressWarnings(
            "SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
    static Surroundings ofProcess() {
        Console console = System.console();
        return new Surroundings(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                console != null && console.isTerminal(),
                System.getenv(),
                Terminals.OF_PROCESS,
                PrintedStreams.OF_PROCESS);
    }
}
