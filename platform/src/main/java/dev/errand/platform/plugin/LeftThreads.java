package dev.errand.platform.plugin;

import dev.errand.platform.execution.PluginThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds threads that a plugin started by itself and left running. */
final class LeftThreads {

    private LeftThreads() {}

    /**
     * Interrupts them and gives their names. Those who ignore it keep the plugin in memory, which
     * the watch will tell.
     */
    static List<String> interrupt(ClassLoader loader, PluginThreads own) {
        List<String> names = new ArrayList<>();
        for (Thread thread : all()) {
            if (isOf(thread, loader) && !own.owns(thread)) {
                names.add(thread.getName());
                thread.interrupt();
            }
        }
        return names;
    }

    @SuppressWarnings("ReferenceEquality") // a class loader is nobody but itself
    private static boolean isOf(Thread thread, ClassLoader loader) {
        return thread.getContextClassLoader() == loader
                || thread.getClass().getClassLoader() == loader;
    }

    private static List<Thread> all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] found = new Thread[root.activeCount() + 64];
        int count = root.enumerate(found, true);
        return Arrays.asList(found).subList(0, count);
    }
}
