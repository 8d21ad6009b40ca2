package dev.errand.platform.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes JARs in as copies that nobody overwrites, and looks what they are. Safe for use by any
 * thread.
 */
public final class JarIntake {

    private static final Logger LOG = LoggerFactory.getLogger(JarIntake.class);

    private final WorkFolder work;
    private final ApiVersion api;

    JarIntake(WorkFolder work, ApiVersion api) {
        this.work = work;
        this.api = api;
    }

    /**
     * Copies a file and looks what it is.
     *
     * @param file a JAR, or something else
     * @param origin where it came from
     * @return what it is
     */
    public JarReading read(Path file, PluginJar.Origin origin) {
        return read(file, List.of(), origin);
    }

    /**
     * Copies a plugin's JAR with others that it needs, and looks what it is.
     *
     * @param file the plugin's JAR
     * @param libraries what its loader reads beside it
     * @param origin where it came from
     * @return what it is
     */
    public JarReading read(Path file, List<Path> libraries, PluginJar.Origin origin) {
        try {
            // or the end of an older load of the same JAR could take the copy away under our hands
            synchronized (work) {
                return look(file, libraries, origin);
            }
        } catch (IOException e) {
            return JarReader.bad(String.valueOf(file.getFileName()), "cannot be read: " + e);
        }
    }

    /** Reads a JAR again that was read before, with all that came with it. */
    JarReading again(PluginJar jar) {
        return read(
                jar.source(),
                jar.libraries().stream().map(PluginJar.Library::source).toList(),
                jar.origin());
    }

    private JarReading look(Path file, List<Path> libraries, PluginJar.Origin origin)
            throws IOException {
        WorkFolder.Taken taken = work.take(file);
        JarReading reading = new JarReader(api).read(file, taken, origin);
        if (reading instanceof JarReading.Good(PluginJar jar)) {
            List<PluginJar.Library> beside = new ArrayList<>();
            for (Path library : libraries) {
                WorkFolder.Taken copy = work.take(library);
                beside.add(new PluginJar.Library(library, copy.copy(), copy.sha256()));
            }
            return new JarReading.Good(jar.with(beside));
        }
        work.discard(taken.copy());
        return reading;
    }

    /**
     * Lets go of a JAR that was read and is not wanted.
     *
     * @param jar which
     */
    public void discard(PluginJar jar) {
        try {
            work.discard(jar.copy());
            for (PluginJar.Library library : jar.libraries()) {
                work.discard(library.copy());
            }
        } catch (IOException left) {
            LOG.debug("A work file stays until the next start: {}", left.toString());
        }
    }
}
