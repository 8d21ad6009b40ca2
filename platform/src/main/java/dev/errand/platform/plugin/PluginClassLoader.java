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
 * The classes of one plugin. It sees the JDK, what the host shares and what the plugins export that
 * it depends on (by package prefix, theirs first); everything else comes from its own JARs, so that
 * two plugins may have two versions of a library, and none sees the host's.
 */
final class PluginClassLoader extends URLClassLoader {

    /**
     * Classes that come from elsewhere.
     *
     * @param prefix what their names begin with
     * @param loader who has them
     */
    record Import(String prefix, ClassLoader loader) {

        static List<Import> all(List<String> prefixes, ClassLoader loader) {
            return prefixes.stream().map(prefix -> new Import(prefix, loader)).toList();
        }
    }

    static {
        registerAsParallelCapable();
    }

    private final List<Import> imports;

    PluginClassLoader(String name, List<Path> jars, List<Import> imports)
            throws MalformedURLException {
        super(name, addresses(jars), ClassLoader.getPlatformClassLoader());
        this.imports = List.copyOf(imports);
    }

    private static URL[] addresses(List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        for (Import from : imports) {
            if (name.startsWith(from.prefix())) {
                return from.loader().loadClass(name);
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
