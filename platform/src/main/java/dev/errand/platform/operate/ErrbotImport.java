package dev.errand.platform.operate;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.RawValue;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.io.PrintStream;
import java.util.Locale;

/** Takes one value of an Errbot after the other, and tells which it leaves out. */
final class ErrbotImport {

    private final Storage storage;
    private final PrintStream out;
    private final boolean dryRun;
    private int taken;
    private int leftOut;

    ErrbotImport(Storage storage, PrintStream out, boolean dryRun) {
        this.storage = storage;
        this.out = out;
        this.dryRun = dryRun;
    }

    void take(RawValue raw) {
        switch (ErrbotValue.read(raw.key(), raw.value())) {
            case ErrbotValue.Reading.Plain(String space, Write write) -> {
                taken++;
                if (!dryRun) {
                    storage.put(
                            Namespace.of("plugin", space.toLowerCase(Locale.ROOT), "errbot"),
                            write);
                }
            }
            case ErrbotValue.Reading.LeftOut(String why) -> {
                leftOut++;
                out.println("left out\t" + raw.key() + "\t" + why);
            }
        }
    }

    void end() {
        out.println(taken + (dryRun ? " would be taken, " : " taken, ") + leftOut + " left out");
    }
}
