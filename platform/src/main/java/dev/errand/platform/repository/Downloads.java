package dev.errand.platform.repository;

import dev.errand.platform.execution.HostThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files over HTTPS with an end to everything: bytes, time, redirects. A redirect is only
 * followed to an address that could have been asked in the first place.
 */
final class Downloads implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Set<String> HERE = Set.of("127.0.0.1", "[::1]", "localhost");

    /** The fault is on this side: the disk. */
    private static final class NotKept extends IOException {

        private static final long serialVersionUID = 1L;

        NotKept(IOException cause) {
            super("it cannot be kept here: " + cause.getMessage(), cause);
        }
    }

    /** The other side went away. */
    private static final class CutOff extends IOException {

        private static final long serialVersionUID = 1L;

        CutOff(long read, long expected, IOException cause) {
            super(
                    "the connection was cut after "
                            + read
                            + (expected < 0 ? "" : " of " + expected)
                            + " bytes; try again",
                    cause);
        }
    }

    /** Told how far it is. */
    @FunctionalInterface
    interface Progress {
        void at(long bytes, long of);
    }

    /** Made with the first download: TLS is a fifth of all classes that a start would load. */
    private @Nullable HttpClient client;

    private final Set<String> schemes;
    private final Duration longest;
    private final HostThreads threads;

    Downloads(Set<String> schemes, Duration longest, HostThreads threads) {
        this.threads = threads;
        this.schemes = Set.copyOf(schemes);
        this.longest = longest;
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client =
                    HttpClient.newBuilder()
                            .connectTimeout(CONNECT)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .build();
        }
        return client;
    }

    /**
     * Whether an address may be asked at all. What this machine itself serves may come by http, as
     * in Maven: nobody stands in between.
     */
    static URI address(String text, Set<String> schemes) throws StepFailed {
        try {
            URI uri = URI.create(text.strip());
            if (uri.getScheme() != null
                    && (schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT)) || isHere(uri))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // said below
        }
        throw new StepFailed(
                "address",
                "'"
                        + text
                        + "' is no https:// address without a password in it; http:// is only for this machine itself (127.0.0.1, [::1] or localhost)");
    }

    private static boolean isHere(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && HERE.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /** A server elsewhere has no business with what only this machine can see. */
    private URI redirected(URI from, String location) throws StepFailed {
        URI to = address(from.resolve(location).toString(), schemes);
        if (isHere(to) && !isHere(from) && !schemes.contains("http")) {
            throw new StepFailed("address", from + " redirects to " + to + " on this machine");
        }
        return to;
    }

    /**
     * Fetches into a file, which is there only if all went well.
     *
     * @param most the largest size
     */
    void fetch(URI address, Path into, long most, Progress progress)
            throws StepFailed, InterruptedException {
        Thread waiting = Thread.currentThread();
        AtomicBoolean late = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        Thread clock =
                threads.start(
                        "download-clock",
                        () -> {
                            try {
                                Thread.sleep(longest);
                                if (!done.get()) {
                                    late.set(true);
                                    waiting.interrupt();
                                }
                            } catch (InterruptedException inTime) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            follow(address, into, most, progress);
        } catch (IOException | UncheckedIOException e) {
            throw new StepFailed("download", late.get() ? tooLong(address) : words(address, e));
        } catch (InterruptedException e) {
            if (late.get()) {
                throw new StepFailed("download", tooLong(address));
            }
            throw e;
        } finally {
            done.set(true);
            clock.interrupt();
            end(clock, late);
        }
    }

    /** The clock's interrupt may come at any moment until it has ended, and is nobody else's. */
    private static void end(Thread clock, AtomicBoolean late) {
        boolean interrupted = Thread.interrupted();
        while (clock.isAlive()) {
            try {
                clock.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        interrupted |= Thread.interrupted();
        if (interrupted && !late.get()) {
            Thread.currentThread().interrupt();
        }
    }

    private String tooLong(URI address) {
        return address + " has not been read within " + longest.toSeconds() + " seconds";
    }

    private static String words(URI address, Exception e) {
        return switch (e) {
            case NotKept here -> String.valueOf(here.getMessage());
            case CutOff cut -> address + " could not be read: " + cut.getMessage();
            default -> address + " could not be read: " + ConnectionWords.of(address, e);
        };
    }

    private void follow(URI start, Path into, long most, Progress progress)
            throws IOException, InterruptedException, StepFailed {
        URI at = start;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<InputStream> response =
                    client().send(
                                    HttpRequest.newBuilder(at)
                                            .timeout(longest)
                                            .header("User-Agent", "errand")
                                            .build(),
                                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                Optional<String> location = response.headers().firstValue("Location");
                if (response.statusCode() / 100 == 3 && location.isPresent()) {
                    at = redirected(at, location.get());
                    continue;
                }
                if (response.statusCode() != 200) {
                    throw new StepFailed(
                            "download", at + " answers with status " + response.statusCode());
                }
                long expected = response.headers().firstValueAsLong("Content-Length").orElse(-1);
                copy(body, into, most, expected, progress);
                return;
            }
        }
        throw new StepFailed(
                "download", start + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private static void copy(
            InputStream body, Path into, long most, long expected, Progress progress)
            throws IOException, StepFailed {
        if (expected > most) {
            throw tooLarge(most);
        }
        long read = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(into)) {
            for (int n = next(body, buffer, read, expected);
                    n >= 0;
                    n = next(body, buffer, read, expected)) {
                read += n;
                if (read > most) {
                    throw tooLarge(most);
                }
                keep(out, buffer, n);
                progress.at(read, expected);
            }
        }
    }

    private static int next(InputStream body, byte[] buffer, long read, long expected)
            throws CutOff {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new CutOff(read, expected, e);
        }
    }

    private static void keep(OutputStream out, byte[] buffer, int length) throws NotKept {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new NotKept(e);
        }
    }

    static StepFailed tooLarge(long most) {
        return new StepFailed(
                "size",
                "it is larger than plugin-policy.max-jar-size allows, which is " + most + " bytes");
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
