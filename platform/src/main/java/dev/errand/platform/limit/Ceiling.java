package dev.errand.platform.limit;

import dev.errand.platform.config.LimitRule.Per;
import dev.errand.platform.config.Rate;
import java.util.Locale;
import java.util.Optional;

/**
 * One limit as it is about one call.
 *
 * @param counted what its tokens and places are counted by
 * @param per what is counted together
 * @param rate how often
 * @param concurrent how many at once
 * @param rule where it stands, for people to read
 */
record Ceiling(
        Object counted, Per per, Optional<Rate> rate, Optional<Integer> concurrent, String rule) {

    /** Who it counts, as help says it. */
    String whose() {
        return switch (per) {
            case PERSON -> "each person";
            case COMMAND -> "everybody together";
            default -> "each " + per.name().toLowerCase(Locale.ROOT);
        };
    }
}
