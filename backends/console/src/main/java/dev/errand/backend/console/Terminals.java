package dev.errand.backend.console;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Opens the terminal; tests have their own. */
interface Terminals {

    /** A class and no lambda: linking a lambda would load JLine even for a script. */
    Terminals OF_PROCESS =
            new Terminals() {
                @Override
                public Terminal open() throws IOException {
                    return TerminalBuilder.builder()
                            .system(true)
                            // Where its native code cannot be loaded, it can still call stty.
                            .providers("jni,exec")
                            .classLoader(Terminals.class.getClassLoader())
                            .encoding(encoding())
                            .nativeSignals(true)
                            // Else JLine asks the terminal by an escape sequence, and waits for an
                            // answer.
                            .graphemeCluster(false)
                            .dumb(true)
                            .build();
                }
            };

    Terminal open() throws IOException;

    /**
     * Where the locale is not set, as in a container, Java falls back to ASCII; the terminals
     * themselves speak UTF-8.
     */
    private static Charset encoding() {
        String name = System.getProperty("stdout.encoding", "UTF-8");
        Charset charset =
                Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }
}
