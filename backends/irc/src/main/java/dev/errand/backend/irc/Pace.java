package dev.errand.backend.irc;

import java.time.Duration;

/** How fast lines may go: some at once, then one for each pause. Guarded by its queue. */
final class Pace {

    private final long pause;
    private final int burst;
    private long credit;
    private long since;
    private boolean used;

    Pace(Duration pause, int burst) {
        this.pause = pause.toNanos();
        this.burst = burst;
    }

    boolean steady() {
        return pause > 0;
    }

    /** How long to wait before the next line, nothing if it may go. */
    long pause(long now) {
        if (pause == 0 || !used) {
            return 0;
        }
        return pause - refilled(now);
    }

    /** A line went. */
    void sent(long now) {
        if (pause == 0) {
            return;
        }
        credit = (used ? refilled(now) : burst * pause) - pause;
        since = now;
        used = true;
    }

    private long refilled(long now) {
        return Math.min(burst * pause, credit + (now - since));
    }
}
