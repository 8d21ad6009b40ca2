package dev.errand.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that came to its end.
 *
 * @param exit its exit code
 * @param out all of its standard output
 * @param err all of its standard error
 */
record Finished(int exit, String out, String err) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Runs a process on some input, all of which it finds in its standard input at once. */
    static Finished run(ProcessBuilder process, byte[] input) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("errand-it");
            Path in = Files.write(folder.resolve("in"), input);
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            Process running =
                    process.redirectInput(in.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new AssertionError(
                        process.command()
                                + " did not end. It said:\n"
                                + Files.readString(out)
                                + Files.readString(err));
            }
            Finished finished =
                    new Finished(running.exitValue(), Files.readString(out), Files.readString(err));
            for (Path file : List.of(in, out, err, folder)) {
                Files.delete(file);
            }
            return finished;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Finished run(ProcessBuilder process, String input) throws InterruptedException {
        return run(process, input.getBytes(UTF_8));
    }
}
