package dev.errand.backend.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A standard output that keeps what each flush brought, and that can be closed by its reader. */
final class PrintedOutput extends OutputStream {

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final List<String> flushed = new CopyOnWriteArrayList<>();
    private volatile boolean closedByReader;

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        if (closedByReader) {
            throw new IOException("Broken pipe");
        }
        pending.write(bytes, from, length);
    }

    @Override
    public synchronized void flush() {
        if (pending.size() > 0) {
            flushed.add(pending.toString(StandardCharsets.UTF_8));
            pending.reset();
        }
    }

    void closeByReader() {
        closedByReader = true;
    }

    List<String> flushed() {
        return List.copyOf(flushed);
    }

    String all() {
        return String.join("", flushed);
    }
}
