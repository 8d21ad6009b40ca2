package dev.errand.platform.command;

import dev.errand.platform.config.Rate;
import java.util.Optional;

/**
 * What a command says by {@link dev.errand.api.Limit}.
 *
 * @param rate how often everybody together may run it
 * @param perPerson how often each person may
 * @param concurrent how many of it may run at once
 */
public record CommandLimits(
        Optional<Rate> rate, Optional<Rate> perPerson, Optional<Integer> concurrent) {

    /** It says nothing. */
    public static final CommandLimits NONE =
            new CommandLimits(Optional.empty(), Optional.empty(), Optional.empty());
}
