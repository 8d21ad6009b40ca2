package dev.errand.platform.health;

import com.sun.management.OperatingSystemMXBean;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;

/** The figures of the JVM and of its process, by the names that other Java programs give them. */
final class JvmMetrics {

    private static final Path STATUS = Path.of("/proc/self/status");

    private final PrometheusRegistry registry;

    JvmMetrics(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /** Asks the JVM at each scrape. */
    void watch() {
        gauge("jvm_heap_used_bytes", "Heap in use", () -> heap().getUsed());
        gauge(
                "jvm_heap_committed_bytes",
                "Heap taken from the system",
                () -> heap().getCommitted());
        gauge("jvm_heap_max_bytes", "Heap that may be taken", () -> heap().getMax());
        gauge(
                "jvm_threads",
                "Platform threads",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        gauge(
                "jvm_classes_loaded",
                "Classes in memory",
                () -> ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        total("jvm_gc_seconds_total", "Time spent collecting garbage", JvmMetrics::collecting);
        total("process_cpu_seconds_total", "Processor time", JvmMetrics::cpu);
        if (Files.isReadable(STATUS)) {
            gauge("process_resident_memory_bytes", "Memory in RAM", JvmMetrics::resident);
        }
        gauge(
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

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private void total(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}
