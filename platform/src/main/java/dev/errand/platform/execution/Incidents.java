package dev.errand.platform.execution;

import dev.errand.storage.spi.StorageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Turns faults into incidents, and remembers the last 200 of them. Safe for use by any thread. */
public final class Incidents {

    private static final int KEPT = 200;
    private static final int LONGEST_TRACE = 64 * 1024;
    private static final int MOST_CAUSES = 20;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<Incident> sink;
    private final Map<String, Incident> recent = new LinkedHashMap<>();

    /**
     * Made once.
     *
     * @param clock tells when
     * @param random makes ids
     * @param sink is told of each incident; production logs it, a test throws it
     */
    public Incidents(InstantSource clock, RandomGenerator random, Consumer<Incident> sink) {
        this.clock = clock;
        this.random = random;
        this.sink = sink;
    }

    /**
     * Records a fault.
     *
     * @param plugin whose code failed
     * @param what what it was doing
     * @param fault what it threw; not kept
     * @return the incident
     */
    public Incident record(String plugin, String what, Throwable fault) {
        return note(plugin, what, trace(fault), isOfStorage(fault));
    }

    /**
     * Records something that is no exception.
     *
     * @param plugin whose it is
     * @param what what it was doing
     * @param trace all there is to say
     * @return the incident
     */
    public Incident note(String plugin, String what, String trace) {
        return note(plugin, what, trace, false);
    }

    private Incident note(String plugin, String what, String trace, boolean ofStorage) {
        Incident incident;
        synchronized (recent) {
            incident =
                    new Incident(
                            freeId(),
                            plugin,
                            what,
                            clock.instant().truncatedTo(ChronoUnit.SECONDS),
                            trace,
                            ofStorage);
            recent.put(incident.id(), incident);
            if (recent.size() > KEPT) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
        sink.accept(incident);
        return incident;
    }

    /**
     * A recent incident.
     *
     * @param id its four hex digits, in any case
     * @return the incident, empty if there was none of that id lately
     */
    public Optional<Incident> find(String id) {
        synchronized (recent) {
            return Optional.ofNullable(recent.get(id.toLowerCase(Locale.ROOT)));
        }
    }

    /** Looks at a few causes only: a plugin's exception may be its own cause, in a circle. */
    private static boolean isOfStorage(Throwable fault) {
        try {
            return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                    .limit(MOST_CAUSES)
                    .anyMatch(StorageException.class::isInstance);
        } catch (RuntimeException itsOwnFault) {
            return false;
        }
    }

    private String freeId() {
        String id;
        do {
            id = String.format(Locale.ROOT, "%04x", random.nextInt(0x10000));
        } while (recent.containsKey(id));
        return id;
    }

    /**
     * The stack trace as text, cut where a plugin's exception was made to be endless; even one that
     * cannot be printed gives text.
     */
    private static String trace(Throwable fault) {
        try {
            StringWriter text = new StringWriter();
            fault.printStackTrace(new PrintWriter(text));
            String whole = text.toString();
            return whole.length() <= LONGEST_TRACE
                    ? whole
                    : whole.substring(0, LONGEST_TRACE) + "…";
        } catch (RuntimeException | StackOverflowError unprintable) {
            return fault.getClass().getName()
                    + " (it cannot be printed: "
                    + unprintable.getClass().getName()
                    + ")";
        }
    }
}
