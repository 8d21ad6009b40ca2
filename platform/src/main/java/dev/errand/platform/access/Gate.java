package dev.errand.platform.access;

import dev.errand.api.Caller;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.config.AccessRule;
import dev.errand.platform.config.AccessSettings;
import dev.errand.platform.config.Who;
import dev.errand.platform.execution.Incident;
import dev.errand.platform.execution.Incidents;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The one gate that every command passes, at the moment it runs and wherever it came from. The
 * operator's closest rule decides; where none is about a request, what the command declares by
 * {@link dev.errand.api.Requires}. Safe for use by any thread.
 */
public final class Gate {

    private static final String OPEN = "no rule; the command is open to everyone";
    private static final int REMEMBERED = 1000;

    private final Supplier<AccessSettings> settings;
    private final BooleanSupplier peopleKnown;
    private final InstantSource clock;
    private final Incidents incidents;
    private final Map<PersonId, String> denials = new LinkedHashMap<>();

    /**
     * Made once.
     *
     * @param settings the rules at the moment of asking
     * @param peopleKnown whether a caller has all roles and accounts that they should have
     * @param clock tells the time
     * @param incidents told when a check fails
     */
    public Gate(
            Supplier<AccessSettings> settings,
            BooleanSupplier peopleKnown,
            InstantSource clock,
            Incidents incidents) {
        this.settings = settings;
        this.peopleKnown = peopleKnown;
        this.clock = clock;
        this.incidents = incidents;
    }

    /**
     * Decides. What fails while it does denies.
     *
     * @param request who wants what, where
     * @return the verdict
     */
    public Verdict check(Request request) {
        try {
            if (!peopleKnown.getAsBoolean() && isAboutSome(request.command())) {
                return new Verdict.Denied(
                        "the storage has not answered since the start",
                        "It cannot be told yet whether you may run "
                                + request.command().name()
                                + ": the storage does not answer, so your roles and linked accounts are not known."
                                + " Try again when it does.");
            }
            return closest(request)
                    .map(match -> byRule(match, request.command()))
                    .orElseGet(() -> declared(request));
        } catch (RuntimeException | StackOverflowError fault) {
            Incident incident = incidents.record("errand", "checking access", fault);
            return new Verdict.Denied(
                    "the check failed, incident " + incident.id(),
                    "It could not be checked whether you may run "
                            + request.command().name()
                            + ", so you may not (incident "
                            + incident.id()
                            + ").");
        }
    }

    /**
     * The rule that decides, if one does and not the command's own declaration.
     *
     * @param request who wants what, where
     * @return the rule
     */
    public Optional<AccessRule> deciding(Request request) {
        return closest(request).map(Matching::rule);
    }

    /** Whether a rule holds a command back from somebody, who might then not be recognised. */
    private boolean isAboutSome(CommandDefinition command) {
        return settings.get().rules().stream()
                .filter(rule -> !rule.except().isEmpty() || holdsBackSome(rule))
                .flatMap(rule -> rule.what().stream())
                .anyMatch(what -> what.matches(command.plugin(), command.name()));
    }

    private static boolean holdsBackSome(AccessRule rule) {
        return rule.kind() != AccessRule.Kind.ALLOW
                && rule.to().stream()
                        .anyMatch(who -> !(who instanceof Who.Everyone || who instanceof Who.Chat));
    }

    private Optional<Matching> closest(Request request) {
        AccessSettings now = settings.get();
        List<AccessRule> rules = now.rules();
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        LocalDateTime moment = LocalDateTime.ofInstant(clock.instant(), now.zone().id());
        return rules.stream()
                .flatMap(rule -> Matching.of(rule, request, moment).stream())
                .max(Matching.CLOSEST);
    }

    private static Verdict byRule(Matching match, CommandDefinition command) {
        AccessRule rule = match.rule();
        String shown = rule.written().brief() + " (" + rule + ")";
        return switch (match.kind()) {
            case ALLOW ->
                    command.question().isPresent() && !rule.unasked()
                            ? new Verdict.Asked(shown, command.question().get())
                            : new Verdict.Allowed(shown);
            case CONFIRM ->
                    new Verdict.Asked(
                            shown,
                            rule.because()
                                    .or(command::question)
                                    .orElse("Really run " + command.name() + "?"));
            case DENY, FREEZE ->
                    new Verdict.Denied(
                            shown,
                            "You may not run "
                                    + command.name()
                                    + " here and now"
                                    + rule.because().map(why -> ": " + why).orElse("")
                                    + ".");
        };
    }

    private static Verdict declared(Request request) {
        CommandDefinition command = request.command();
        if (!command.roles().isEmpty()) {
            String needed = String.join(" or ", command.roles().stream().sorted().toList());
            String rule = "no rule; " + command.name() + " requires " + needed;
            return Collections.disjoint(request.caller().roles(), command.roles())
                    ? new Verdict.Denied(
                            rule,
                            "You may not run " + command.name() + ": it is for " + needed + ".")
                    : asked(rule, command);
        }
        return asked(OPEN, command);
    }

    private static Verdict asked(String rule, CommandDefinition command) {
        return command.question()
                .<Verdict>map(question -> new Verdict.Asked(rule, question))
                .orElseGet(() -> new Verdict.Allowed(rule));
    }

    /**
     * Whether a person may run a command with some arguments.
     *
     * @param caller who looks
     * @param room where
     * @param command what
     * @return whether they may
     */
    public boolean opens(Caller caller, Room room, CommandDefinition command) {
        return !(check(Request.inGeneral(caller, room, command)) instanceof Verdict.Denied);
    }

    /**
     * Whether a person is shown a command.
     *
     * @param caller who looks
     * @param room where
     * @param command what
     * @return whether it is not hidden and they may run it
     */
    public boolean shows(Caller caller, Room room, CommandDefinition command) {
        return !command.hidden() && opens(caller, room, command);
    }

    /**
     * Remembers a denial for the one who was denied.
     *
     * @param person who
     * @param command what
     * @param denied why
     */
    public void remember(PersonId person, CommandDefinition command, Verdict.Denied denied) {
        synchronized (denials) {
            denials.remove(person);
            denials.put(
                    person,
                    command.name() + " was denied by " + denied.rule() + ". " + denied.reason());
            if (denials.size() > REMEMBERED) {
                denials.remove(denials.keySet().iterator().next());
            }
        }
    }

    /**
     * A person's last denial since the start.
     *
     * @param person who
     * @return what was denied, and by which rule
     */
    public Optional<String> lastDenial(PersonId person) {
        synchronized (denials) {
            return Optional.ofNullable(denials.get(person));
        }
    }
}
