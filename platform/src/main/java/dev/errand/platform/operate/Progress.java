package dev.errand.platform.operate;

import java.io.PrintStream;

/** A bar on a terminal; nothing elsewhere. */
final class Progress {

    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean terminal;
    private long total;
    private long done;
    private long shown = -1;

    Progress(PrintStream out, boolean terminal, long total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    void outOf(long all) {
        total = all;
    }

    void step() {
        done++;
        long permille = total == 0 ? 1000 : Math.min(1000, done * 1000 / total);
        if (terminal && permille != shown) {
            shown = permille;
            int full = (int) (permille * WIDTH / 1000);
            out.printf(
                    "\r[%s%s] %d of %d", "#".repeat(full), ".".repeat(WIDTH - full), done, total);
            out.flush();
        }
    }

    void end() {
        if (terminal && shown >= 0) {
            out.println();
        }
    }
}
