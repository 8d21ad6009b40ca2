package dev.errand.platform.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at one record after the other: whether each follows the one before. For one thread. */
final class AuditCheck {

    private final Map<Long, AuditBlocks.Moved> moved = new TreeMap<>();
    private final List<String> elsewhere = new ArrayList<>();
    private String previous = AuditLine.BEGINNING;
    private long number;
    private long looked;
    private @Nullable String broken;

    AuditCheck(List<AuditBlocks.Moved> moved) {
        moved.forEach(part -> this.moved.put(part.first(), part));
    }

    void next(AuditLine line) {
        skipTo(line.number());
        number++;
        looked++;
        if (broken == null && !isNext(line)) {
            broken =
                    "Record "
                            + number
                            + " does not follow the one before: one of them was changed, or records between them were"
                            + " removed.";
        }
        previous = line.hash();
    }

    /** Passes over what other machines have in files; the chain goes on at the hash they told. */
    private void skipTo(long next) {
        for (AuditBlocks.@Nullable Moved part = moved.get(number + 1);
                part != null && part.last() < next;
                part = moved.get(number + 1)) {
            elsewhere.add(part.where());
            number = part.last();
            previous = part.hash();
        }
        if (broken == null && number == 0 && next > 1) {
            broken =
                    next == 2
                            ? "Record 1 is missing at the beginning."
                            : "Records 1 to " + (next - 1) + " are missing at the beginning.";
        }
    }

    private boolean isNext(AuditLine line) {
        return line.follows(previous) && line.json().startsWith("{\"n\":" + number + ",");
    }

    /**
     * What came of it.
     *
     * @param end the number of the last record there should be
     */
    AuditTrail.Verified verified(long end) {
        skipTo(end + 1);
        if (broken == null && number < end) {
            broken = "Records " + (number + 1) + " to " + end + " are missing at the end.";
        }
        return new AuditTrail.Verified(looked, previous, elsewhere, Optional.ofNullable(broken));
    }
}
