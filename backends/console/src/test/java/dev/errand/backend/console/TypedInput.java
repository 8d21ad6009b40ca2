package dev.errand.backend.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A standard input that a test types into; a read blocks until there is something. */
final class TypedInput extends InputStream {

    private static final int END = -1;

    private final BlockingQueue<Integer> bytes = new LinkedBlockingQueue<>();

    void type(String text) {
        type(text.getBytes(StandardCharsets.UTF_8));
    }

    void type(byte[] typed) {
        for (byte b : typed) {
            bytes.add(b & 0xff);
        }
    }

    void end() {
        bytes.add(END);
    }

    @Override
    public int read() throws IOException {
        try {
            int next = bytes.take();
            if (next == END) {
                bytes.add(END);
            }
            return next;
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int first = read();
        if (first == END || length == 0) {
            return length == 0 ? 0 : END;
        }
        into[from] = (byte) first;
        int count = 1;
        Integer next = bytes.peek();
        while (count < length && next != null && next != END) {
            into[from + count] = (byte) (int) bytes.remove();
            count++;
            next = bytes.peek();
        }
        return count;
    }

    @Override
    public int available() {
        return bytes.size();
    }
}
