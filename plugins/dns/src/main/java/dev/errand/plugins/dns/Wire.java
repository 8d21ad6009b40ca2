package dev.errand.plugins.dns;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.WireParseException;

/**
 * Carries one query to one server and brings its answer, by UDP and, if the answer did not fit, by
 * TCP. It blocks the calling thread and has no other; the channels' own sockets are used because an
 * interrupt ends their waits.
 */
final class Wire {

    private static final int LARGEST = 65_535;

    private Wire() {}

    /**
     * Fails by {@link SocketTimeoutException} when nothing came, {@link WireParseException} when
     * only nonsense came, {@link CutException} when the whole answer did not come, and another
     * {@link IOException} when the server could not be reached.
     */
    static Message exchange(InetSocketAddress server, Message query, Countdown countdown)
            throws IOException {
        Message answer = byUdp(server, query, countdown);
        if (!answer.getHeader().getFlag(Flags.TC)) {
            return answer;
        }
        try {
            return byTcp(server, query, countdown);
        } catch (WireParseException e) {
            throw e;
        } catch (IOException e) {
            throw new CutException(e);
        }
    }

    /** The server has an answer, but only its beginning came. */
    static final class CutException extends IOException {

        private static final long serialVersionUID = 1L;

        CutException(IOException cause) {
            super("The whole answer did not come by TCP", cause);
        }
    }

    private static Message byUdp(InetSocketAddress server, Message query, Countdown countdown)
            throws IOException {
        boolean nonsense = false;
        // Connected, so that the kernel drops what another source sends and tells of a closed port.
        try (DatagramChannel channel = DatagramChannel.open().connect(server)) {
            channel.write(ByteBuffer.wrap(query.toWire()));
            DatagramSocket socket = channel.socket();
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            while (true) {
                socket.setSoTimeout(countdown.millis());
                packet.setLength(LARGEST);
                socket.receive(packet);
                Message answer =
                        answerTo(query, Arrays.copyOf(packet.getData(), packet.getLength()));
                if (answer != null) {
                    return answer;
                }
                // Late, forged or broken; the real answer may still come.
                nonsense = true;
            }
        } catch (SocketTimeoutException e) {
            if (nonsense) {
                throw new WireParseException("Nothing that came was an answer", e);
            }
            throw e;
        }
    }

    private static Message byTcp(InetSocketAddress server, Message query, Countdown countdown)
            throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            Socket socket = channel.socket();
            socket.connect(server, countdown.millis());
            byte[] wire = query.toWire();
            socket.getOutputStream()
                    .write(
                            ByteBuffer.allocate(2 + wire.length)
                                    .putShort((short) wire.length)
                                    .put(wire)
                                    .array());
            byte[] length = read(socket, 2, countdown);
            byte[] bytes =
                    read(
                            socket,
                            Short.toUnsignedInt(ByteBuffer.wrap(length).getShort()),
                            countdown);
            Message answer = answerTo(query, bytes);
            if (answer == null) {
                throw new WireParseException("What came by TCP was no answer");
            }
            return answer;
        }
    }

    /** Reads a number of bytes; the countdown holds for all of them, however slowly they drip. */
    private static byte[] read(Socket socket, int count, Countdown countdown) throws IOException {
        byte[] bytes = new byte[count];
        InputStream in = socket.getInputStream();
        for (int have = 0; have < count; ) {
            socket.setSoTimeout(countdown.millis());
            int more = in.read(bytes, have, count - have);
            if (more < 0) {
                throw new EOFException(
                        "The connection ended after " + have + " of " + count + " bytes");
            }
            have += more;
        }
        return bytes;
    }

    /** The message in these bytes if it answers just this query, else null. */
    private static @Nullable Message answerTo(Message query, byte[] bytes) {
        Message answer;
        try {
            answer = new Message(bytes);
        } catch (IOException | RuntimeException notDns) {
            return null;
        }
        boolean ofQuery =
                answer.getHeader().getID() == query.getHeader().getID()
                        && answer.getHeader().getFlag(Flags.QR)
                        && answer.getHeader().getOpcode() == Opcode.QUERY;
        return ofQuery && sameQuestion(query, answer) ? answer : null;
    }

    private static boolean sameQuestion(Message query, Message answer) {
        Record asked = answer.getQuestion();
        if (asked == null) {
            // A server that could not read or would not serve the question may leave it out.
            return answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN;
        }
        return asked.equals(query.getQuestion());
    }
}
