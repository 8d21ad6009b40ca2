package dev.errand.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's compiler with the test's class path, whose archives stay open from one plugin to the
 * next: to open them anew takes several times as long as to compile a plugin.
 */
final class PluginCompiler {

    /** One for the process, as the class path is; builders are made without anything at hand. */
    static final PluginCompiler SHARED = new PluginCompiler();

    private final Lock lock = new ReentrantLock();
    private @Nullable StandardJavaFileManager files;

    private PluginCompiler() {}

    /**
     * Compiles, one plugin after another: the compiler's files are not for several threads.
     *
     * @param sources texts by the names of their classes
     * @param classes the folder for what comes out
     * @throws IllegalArgumentException with the compiler's words if a source does not compile
     */
    void compile(Map<String, String> sources, Path classes) {
        @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException(
                    "This Java has no compiler; tests need a JDK and not a JRE");
        }
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        StringWriter words = new StringWriter();
        List<String> options =
                List.of("-parameters", "-proc:none", "-cp", System.getProperty("java.class.path"));
        lock.lock();
        try {
            if (!compiler.getTask(words, files(compiler, classes), null, options, null, units)
                    .call()) {
                throw new IllegalArgumentException("The plugin does not compile:\n" + words);
            }
        } finally {
            lock.unlock();
        }
    }

    private StandardJavaFileManager files(JavaCompiler compiler, Path classes) {
        StandardJavaFileManager open =
                files == null ? compiler.getStandardFileManager(null, null, null) : files;
        files = open;
        try {
            open.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(
                    URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
