package dev.errand.platform.health;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;

/** The figures of the JVM and of its process, by the names that other Java programs give them. */
final class JvmMetrics {

    private static final Path STATUS = Path.of("/proc/self/status");

    private final Figures figures;

    JvmMetrics(Figures figures) {
        this.figures = figures;
    }

    /** Asks the JVM at each scrape. */
    void watch() {
        figures.gauge("jvm_heap_used_bytes", "Heap in use", () -> heap().getUsed());
        figures.gauge(
                "jvm_heap_committed_bytes",
                "Heap taken from the system",
                () -> heap().getCommitted());
        figures.gauge("jvm_heap_max_bytes", "Heap that may be taken", () -> heap().getMax());
        figures.gauge(
                "jvm_threads",
                "Platform threads",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        figures.gauge(
                "jvm_classes_loaded",
                "Classes in memory",
                () -> ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        figures.total(
                "jvm_gc_seconds_total", "Time spent collecting garbage", JvmMetrics::collecting);
        figures.total("process_cpu_seconds_total", "Processor time", JvmMetrics::cpu);
        if (Files.isReadable(STATUS)) {
            figures.gauge("process_resident_memory_bytes", "Memory in RAM", JvmMetrics::resident);
        }
        figures.gauge(
                "process_uptime_seconds",
                "Since the JVM's start",
                () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }

    private static double collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .map(time -> Math.max(0, time))
                        .sum()
                / 1e3;
    }

    private static double cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime()) / 1e9
                : 0;
    }

    private static double resident() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToDouble(kibibytes -> Double.parseDouble(kibibytes) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return 0;
        }
    }
}
