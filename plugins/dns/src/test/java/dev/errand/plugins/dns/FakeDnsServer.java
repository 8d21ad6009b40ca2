package dev.errand.plugins.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name server on loopback, by UDP and TCP on one port, that serves records and misbehaves where
 * it is told to.
 */
final class FakeDnsServer implements AutoCloseable {

    /** What comes back for a query: nothing, one message, or several in a row. */
    interface Reaction {
        List<byte[]> to(Message query, boolean tcp) throws IOException;
    }

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<Thread> threads;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final Map<Name, Reaction> reactions = new ConcurrentHashMap<>();
    private final AtomicInteger overUdp = new AtomicInteger();
    private final AtomicInteger overTcp = new AtomicInteger();

    FakeDnsServer() {
        this(InetAddress.getLoopbackAddress(), 0);
    }

    FakeDnsServer(InetAddress address, int port) {
        try {
            tcp = new ServerSocket(port, 10, address);
            udp = new DatagramSocket(new InetSocketAddress(address, tcp.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads =
                List.of(
                        new Thread(this::serveUdp, "fake-dns-udp"),
                        new Thread(this::serveTcp, "fake-dns-tcp"));
        threads.forEach(Thread::start);
    }

    int port() {
        return tcp.getLocalPort();
    }

    int overUdp() {
        return overUdp.get();
    }

    int overTcp() {
        return overTcp.get();
    }

    /** Serves one record, given as {@code name ttl type data}. */
    FakeDnsServer serve(String line) throws IOException {
        String[] parts = line.split(" ", 4);
        records.add(
                Record.fromString(
                        name(parts[0]),
                        Type.value(parts[2]),
                        DClass.IN,
                        Long.parseLong(parts[1]),
                        parts[3],
                        Name.root));
        return this;
    }

    FakeDnsServer react(String name, Reaction reaction) throws IOException {
        reactions.put(name(name), reaction);
        return this;
    }

    /** An answer without records. */
    static Message answerTo(Message query, int rcode) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setRcode(rcode);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    /** The answer as the zone has it, aliases followed. */
    Message honest(Message query) {
        Record question = query.getQuestion();
        List<Record> found = new ArrayList<>();
        Name name = question.getName();
        for (Record alias = alias(name, question); alias != null; alias = alias(name, question)) {
            found.add(alias);
            name = ((CNAMERecord) alias).getTarget();
        }
        Name end = name;
        records.stream()
                .filter(r -> r.getName().equals(end) && r.getType() == question.getType())
                .forEach(found::add);
        boolean exists = records.stream().anyMatch(r -> r.getName().equals(end));
        Message answer = answerTo(query, exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
        found.forEach(r -> answer.addRecord(r, Section.ANSWER));
        return answer;
    }

    private Record alias(Name name, Record question) {
        return records.stream()
                .filter(r ->
                        r.getType() == Type.CNAME
                                && question.getType() != Type.CNAME
                                && r.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private List<byte[]> answers(byte[] wire, boolean byTcp) throws IOException {
        Message query = new Message(wire);
        Reaction reaction = reactions.get(query.getQuestion().getName());
        return reaction == null ? List.of(honest(query).toWire(65_535)) : reaction.to(query, byTcp);
    }

    private void serveUdp() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (!udp.isClosed()) {
            try {
                packet.setLength(65_535);
                udp.receive(packet);
                overUdp.incrementAndGet();
                for (byte[] answer :
                        answers(Arrays.copyOf(packet.getData(), packet.getLength()), false)) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                ignoreIfClosed(e);
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                overTcp.incrementAndGet();
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = in.readNBytes(in.readUnsignedShort());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                for (byte[] answer : answers(query, true)) {
                    out.writeShort(answer.length);
                    out.write(answer);
                }
            } catch (IOException e) {
                ignoreIfClosed(e);
            }
        }
    }

    private void ignoreIfClosed(IOException e) {
        if (!udp.isClosed()) {
            throw new UncheckedIOException(e);
        }
    }

    private static Name name(String text) throws IOException {
        return Name.fromString(text, Name.root);
    }

    @Override
    public void close() {
        try {
            udp.close();
            tcp.close();
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
