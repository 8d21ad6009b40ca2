package dev.errand.platform.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one JAR. It sees the JDK and what the host shares (by package prefix, host first);
 * everything else comes from its own JAR, so that two plugins may have two versions of a library,
 * and none sees the host's.
 */
final class PluginClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;
    private final List<String> shared;

    PluginClassLoader(String name, Path jar, ClassLoader host, List<String> shared)
            throws MalformedURLException {
        super(name, new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        this.host = host;
        this.shared = List.copyOf(shared);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        for (String prefix : shared) {
            if (name.startsWith(prefix)) {
                return host.loadClass(name);
            }
        }
        return super.loadClass(name, resolve);
    }

    /**
     * Reads past the JDK's cache of open JARs, which would keep the file open after this loader is
     * closed.
     */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        @Nullable URL url = getResource(name);
        if (url == null) {
            return null;
        }
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            return connection.getInputStream();
        } catch (IOException unreadable) {
            return null;
        }
    }
}
