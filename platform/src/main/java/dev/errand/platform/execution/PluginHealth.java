package dev.errand.platform.execution;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the calls of one loaded plugin end, and whether it is in quarantine for it. A new load begins
 * with a new one. Safe for use by any thread.
 */
public final class PluginHealth {

    /**
     * Out of service until an admin clears it or it is loaded anew.
     *
     * @param incident what was recorded of it
     * @param why for people to read
     * @param since when
     */
    public record Quarantine(String incident, String why, Instant since) {}

    private static final Logger LOG = LoggerFactory.getLogger(PluginHealth.class);

    private final String plugin;
    private final Incidents incidents;
    private int failuresInARow;
    private int ignoredInterrupts;
    private String lastFailure = "";
    private @Nullable Quarantine quarantine;
    private Supplier<Optional<String>> outside = Optional::empty;

    PluginHealth(String plugin, Incidents incidents) {
        this.plugin = plugin;
        this.incidents = incidents;
    }

    /**
     * A call has an outcome. Failing and taking too long are failures; what was killed, refused to
     * begin or never began says nothing.
     *
     * @param outcome the outcome
     * @param mostFailures after how many in a row the plugin is taken out of service, 0 for never
     */
    public void ended(Outcome outcome, int mostFailures) {
        switch (outcome) {
            case Outcome.Failed(Incident incident) ->
                    failed("incident " + incident.id(), mostFailures);
            case Outcome.TimedOut timedOut -> failed("a deadline", mostFailures);
            case Outcome.Returned returned -> good();
            case Outcome.Refused refused -> good();
            case Outcome.Killed killed -> {}
            case Outcome.Busy busy -> {}
            case Outcome.Gone gone -> {}
        }
    }

    private synchronized void good() {
        failuresInARow = 0;
    }

    private synchronized void failed(String what, int most) {
        failuresInARow++;
        lastFailure = what;
        if (most > 0 && failuresInARow >= most) {
            quarantine("it failed " + failuresInARow + " times in a row, last with " + lastFailure);
        }
    }

    /**
     * A call was ended and goes on in spite of its interrupt.
     *
     * @param call which
     * @param most after how many the plugin is taken out of service, 0 for never
     */
    public synchronized void ignored(CallInfo call, int most) {
        ignoredInterrupts++;
        LOG.warn(
                "Call {} of {} ({}) was ended but ignores its interrupt; its thread is lost until it ends",
                call.id(),
                plugin,
                call.what());
        if (most > 0 && ignoredInterrupts >= most) {
            quarantine(
                    ignoredInterrupts
                            + " of its calls went on in spite of their interrupt, last "
                            + call.what());
        }
    }

    private void quarantine(String why) {
        if (quarantine == null) {
            Incident incident =
                    incidents.note(
                            plugin,
                            "quarantine",
                            plugin + " was taken out of service: " + why + ".");
            quarantine = new Quarantine(incident.id(), why, incident.at());
        }
    }

    /**
     * Whether it is out of service.
     *
     * @return why, empty if it serves
     */
    public synchronized Optional<Quarantine> quarantine() {
        return Optional.ofNullable(quarantine);
    }

    /**
     * Puts it back in service; counting begins anew.
     *
     * @return whether it was out of service
     */
    public synchronized boolean clear() {
        boolean was = quarantine != null;
        quarantine = null;
        failuresInARow = 0;
        ignoredInterrupts = 0;
        return was;
    }

    /**
     * What is wrong with it, for people to read.
     *
     * @return words without a full stop, empty if nothing is
     */
    public synchronized Optional<String> complaint() {
        if (quarantine != null) {
            return Optional.of(
                    "is in quarantine since "
                            + quarantine.since()
                            + " (incident "
                            + quarantine.incident()
                            + "): "
                            + quarantine.why());
        }
        if (ignoredInterrupts > 0) {
            return Optional.of(
                    "is unhealthy: "
                            + ignoredInterrupts
                            + (ignoredInterrupts == 1 ? " call" : " calls")
                            + " went on in spite of being ended");
        }
        return failuresInARow > 2
                ? Optional.of(
                        "is unhealthy: it failed "
                                + failuresInARow
                                + " times in a row, last with "
                                + lastFailure)
                : outside.get();
    }

    /**
     * Has somebody else asked, too, what is wrong with it.
     *
     * @param more gives words without a full stop, empty if nothing is; must not wait
     */
    public synchronized void alsoAsk(Supplier<Optional<String>> more) {
        outside = more;
    }
}
