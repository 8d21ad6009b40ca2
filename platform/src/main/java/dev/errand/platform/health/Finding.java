package dev.errand.platform.health;

import java.util.List;

/**
 * What came of looking.
 *
 * @param lines what is wrong, or what is right if {@code good}
 */
record Finding(boolean good, List<String> lines) {

    Finding {
        lines = List.copyOf(lines);
    }

    static Finding of(String whenGood, List<String> wrong) {
        return wrong.isEmpty() ? new Finding(true, List.of(whenGood)) : new Finding(false, wrong);
    }
}
