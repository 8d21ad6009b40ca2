package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Write;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A commit as bytes: their number and a checksum of four bytes each, then the number of the commit,
 * and its effects. Data, never code.
 */
final class JournalText {

    /** The bytes before the content: how long it is, and its checksum. */
    static final int HEAD = 8;

    private static final byte GONE = 0;
    private static final byte KEPT = 1;
    private static final byte KEPT_FOR_A_TIME = 2;

    private JournalText() {}

    /** One commit. */
    record Commit(long number, List<Effect> effects) {}

    static byte[] write(Commit commit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0); // the place of the head
        out.writeLong(commit.number());
        out.writeInt(commit.effects().size());
        for (Effect effect : commit.effects()) {
            write(effect, out);
        }
        byte[] all = bytes.toByteArray();
        ByteBuffer.wrap(all)
                .putInt(all.length - HEAD)
                .putInt(checksum(all, HEAD, all.length - HEAD));
        return all;
    }

    private static void write(Effect effect, DataOutputStream out) throws IOException {
        switch (effect) {
            case Effect.Gone(Namespace namespace, String key) -> {
                out.writeByte(GONE);
                writeText(namespace.path(), out);
                writeText(key, out);
            }
            case Effect.Kept(Namespace namespace, Write write, long version) -> {
                out.writeByte(write.expires().isPresent() ? KEPT_FOR_A_TIME : KEPT);
                writeText(namespace.path(), out);
                writeText(write.key(), out);
                out.writeLong(version);
                if (write.expires().isPresent()) {
                    out.writeLong(Milliseconds.of(write.expires().get()));
                }
                out.writeInt(write.value().length);
                out.write(write.value());
            }
        }
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /** The commit that begins at a place; empty if there is none that is whole. */
    static Optional<Commit> read(byte[] all, int from) throws IOException {
        if (all.length - from < HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(all, from, HEAD);
        int length = head.getInt();
        int checksum = head.getInt();
        if (length <= 0
                || length > all.length - from - HEAD
                || checksum(all, from + HEAD, length) != checksum) {
            return Optional.empty();
        }
        DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(all, from + HEAD, length));
        long number = in.readLong();
        int count = in.readInt();
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            effects.add(readEffect(in));
        }
        return Optional.of(new Commit(number, effects));
    }

    private static Effect readEffect(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        Namespace namespace = new Namespace(readText(in));
        String key = readText(in);
        if (kind == GONE) {
            return new Effect.Gone(namespace, key);
        }
        long version = in.readLong();
        Optional<Instant> expires =
                kind == KEPT_FOR_A_TIME
                        ? Optional.of(Instant.ofEpochMilli(in.readLong()))
                        : Optional.empty();
        byte[] value = in.readNBytes(in.readInt());
        return new Effect.Kept(namespace, new Write(key, value, expires), version);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), UTF_8);
    }

    /** How many bytes the commit has that begins at a place, where there is one. */
    static int length(byte[] all, int from) {
        return HEAD + ByteBuffer.wrap(all, from, HEAD).getInt();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }
}
