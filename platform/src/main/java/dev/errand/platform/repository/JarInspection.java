package dev.errand.platform.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Looks through a JAR from elsewhere before anything else opens it. */
final class JarInspection {

    private static final int MOST_ENTRIES = 50_000;
    private static final long MOST_UNPACKED_TIMES = 40;
    private static final long LEAST_LIMIT = 64L << 20;

    private JarInspection() {}

    /**
     * Reads every entry to its end, since what a JAR says of its sizes may be a lie.
     *
     * @param most the largest size of a JAR
     */
    static void inspect(Path jar, String name, long most) throws StepFailed {
        long limit = Math.max(LEAST_LIMIT, most * MOST_UNPACKED_TIMES / 10);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw failed(name, "it has more than " + MOST_ENTRIES + " entries");
            }
            Set<String> seen = new HashSet<>();
            long unpacked = 0;
            byte[] buffer = new byte[1 << 16];
            for (Enumeration<? extends ZipEntry> entries = zip.entries();
                    entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                checkName(entry.getName(), name, seen);
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        unpacked += n;
                        if (unpacked > limit) {
                            throw failed(name, "it unpacks to more than " + (limit >> 20) + " MiB");
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw failed(name, "it is no whole JAR: " + e.getMessage());
        }
    }

    private static void checkName(String entry, String name, Set<String> seen) throws StepFailed {
        boolean leaves = false;
        for (String part : entry.replace('\\', '/').split("/", -1)) {
            leaves |= part.equals("..");
        }
        if (leaves || entry.startsWith("/") || entry.indexOf('\\') >= 0 || entry.contains("\0")) {
            throw failed(name, "its entry '" + printable(entry) + "' points out of it");
        }
        if (!seen.add(entry)) {
            throw failed(name, "it has the entry '" + printable(entry) + "' twice");
        }
    }

    private static String printable(String entry) {
        String cut = entry.length() <= 80 ? entry : entry.substring(0, 80) + "…";
        return cut.replaceAll("\\p{C}", "?");
    }

    private static StepFailed failed(String name, String why) {
        return new StepFailed("inspection", name + " is refused: " + why);
    }
}
