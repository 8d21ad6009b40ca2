package dev.errand.storage.h2;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file that an interrupt does not close. Java closes a {@link java.nio.channels.FileChannel},
 * which H2 uses otherwise, when a thread that reads or writes is interrupted, for all threads; a
 * {@link RandomAccessFile} knows no interrupts. So everybody can call H2 on their own thread.
 */
final class SteadyFile extends FileBaseDefault {

    private final String name;
    private final RandomAccessFile file;

    SteadyFile(String name, String mode) throws IOException {
        this.name = name;
        this.file = new RandomAccessFile(name, mode.startsWith("r") ? mode : "rw");
    }

    @Override
    public synchronized int read(ByteBuffer to, long position) throws IOException {
        file.seek(position);
        if (to.hasArray()) {
            int read = file.read(to.array(), to.arrayOffset() + to.position(), to.remaining());
            if (read > 0) {
                to.position(to.position() + read);
            }
            return read;
        }
        byte[] bytes = new byte[to.remaining()];
        int read = file.read(bytes);
        if (read > 0) {
            to.put(bytes, 0, read);
        }
        return read;
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
        file.seek(position);
        int length = from.remaining();
        if (from.hasArray()) {
            file.write(from.array(), from.arrayOffset() + from.position(), length);
            from.position(from.position() + length);
        } else {
            byte[] bytes = new byte[length];
            from.get(bytes);
            file.write(bytes);
        }
        return length;
    }

    @Override
    public synchronized long size() throws IOException {
        return file.length();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        if (size < file.length()) {
            file.setLength(size);
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.getFD().sync();
    }

    /** Does not wait, so it is not interrupted either. */
    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.getChannel().tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public String toString() {
        return "steady:" + name;
    }
}
