package dev.errand.platform.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.Plugin;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.VersionManager;

/**
 * One JAR, loaded by PF4J. Each has a PF4J manager of its own: so one that cannot be resolved keeps
 * no other from loading, two versions of a plugin can be loaded side by side, nothing is shared
 * between threads, and what PF4J remembers of a plugin goes with it. Dependencies between plugins
 * and the life of their objects are not PF4J's: a plugin's code runs on its own threads only.
 */
final class JarUnit implements AutoCloseable {

    private final String id;
    private final OneJarManager manager;

    private JarUnit(String id, OneJarManager manager) {
        this.id = id;
        this.manager = manager;
    }

    /**
     * Opens a JAR.
     *
     * @param jar which
     * @param imports the classes that come from elsewhere
     */
    static JarUnit open(PluginJar jar, List<PluginClassLoader.Import> imports) {
        OneJarManager manager = new OneJarManager(jar, imports);
        String id = manager.loadPlugin(jar.copy());
        manager.startPlugin(id);
        return new JarUnit(id, manager);
    }

    ClassLoader loader() {
        return manager.getPluginClassLoader(id);
    }

    @Override
    public void close() {
        manager.unloadPlugin(id);
    }

    private static final class OneJarManager extends AbstractPluginManager {

        private final PluginJar jar;
        private final List<PluginClassLoader.Import> imports;

        OneJarManager(PluginJar jar, List<PluginClassLoader.Import> imports) {
            super(jar.copy().getParent());
            this.jar = jar;
            this.imports = imports;
            // the super constructor ran the create methods before these fields were set; they only
            // hand out lambdas, which
            // read them later
        }

        @Override
        protected PluginRepository createPluginRepository() {
            return new PluginRepository() {
                @Override
                public List<Path> getPluginPaths() {
                    return List.of();
                }

                @Override
                public boolean deletePluginPath(Path path) {
                    return false;
                }
            };
        }

        @Override
        protected PluginFactory createPluginFactory() {
            return wrapper -> new Plugin() {};
        }

        @Override
        protected PluginDescriptorFinder createPluginDescriptorFinder() {
            return new PluginDescriptorFinder() {
                @Override
                public boolean isApplicable(Path path) {
                    return true;
                }

                @Override
                public PluginDescriptor find(Path path) {
                    PluginManifest manifest = jar.manifest();
                    return new DefaultPluginDescriptor(
                            manifest.id(),
                            manifest.description(),
                            manifest.entryClass(),
                            manifest.version(),
                            manifest.requires(),
                            manifest.provider(),
                            manifest.license());
                }
            };
        }

        @Override
        protected PluginLoader createPluginLoader() {
            return new PluginLoader() {
                @Override
                public boolean isApplicable(Path path) {
                    return true;
                }

                @Override
                public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                    try {
                        List<Path> jars = new ArrayList<>();
                        jars.add(path);
                        jar.libraries().forEach(library -> jars.add(library.copy()));
                        return new PluginClassLoader(descriptor.getPluginId(), jars, imports);
                    } catch (IOException e) {
                        throw new IllegalStateException("No address for " + path, e);
                    }
                }
            };
        }

        @Override
        protected PluginStatusProvider createPluginStatusProvider() {
            return new PluginStatusProvider() {
                @Override
                public boolean isPluginDisabled(String pluginId) {
                    return false;
                }

                @Override
                public void disablePlugin(String pluginId) {}

                @Override
                public void enablePlugin(String pluginId) {}
            };
        }

        @Override
        protected VersionManager createVersionManager() {
            return new DefaultVersionManager();
        }

        @Override
        protected ExtensionFactory createExtensionFactory() {
            return new ExtensionFactory() {
                @Override
                public <T> T create(Class<T> extensionClass) {
                    throw new UnsupportedOperationException(
                            "Errand's plugins have one entry class and no extensions");
                }
            };
        }

        @Override
        protected ExtensionFinder createExtensionFinder() {
            return new NoExtensions();
        }
    }

    /** PF4J's own finder would read every JAR for an index that Errand's plugins do not have. */
    private static final class NoExtensions implements ExtensionFinder {

        @Override
        public <T> List<ExtensionWrapper<T>> find(Class<T> type) {
            return List.of();
        }

        @Override
        public <T> List<ExtensionWrapper<T>> find(Class<T> type, String pluginId) {
            return List.of();
        }

        @Override
        @SuppressWarnings("rawtypes") // PF4J's own signature
        public List<ExtensionWrapper> find(String pluginId) {
            return List.of();
        }

        @Override
        public Set<String> findClassNames(String pluginId) {
            return Set.of();
        }
    }
}
