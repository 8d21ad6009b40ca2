package dev.errand.platform.health;

import dev.errand.backend.spi.Health.State;
import dev.errand.platform.audit.AuditRecord;
import dev.errand.platform.plugin.PluginLoads;
import dev.errand.platform.plugin.PluginStatus;
import dev.errand.platform.store.StorageFigures;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/**
 * All figures of the bot. Labels hold names of commands, plugins and chats that are registered,
 * never what somebody typed, so that nobody in a chat can make the figures grow.
 */
final class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Figures figures = new Figures(registry);
    private final Counter commands =
            Counter.builder()
                    .name("errand_commands_total")
                    .help("Commands by what came of them")
                    .labelNames("plugin", "command", "outcome")
                    .register(registry);
    private final Histogram seconds =
            Histogram.builder()
                    .name("errand_command_seconds")
                    .help("From the arrival of a message to the end of its command")
                    .labelNames("plugin", "command")
                    .classicOnly()
                    .classicUpperBounds(0.005, 0.02, 0.1, 0.5, 1, 5, 20, 60)
                    .register(registry);

    private volatile UnaryOperator<String> owner = command -> "";

    /** Counts a command that has come to its end. */
    void count(AuditRecord entry) {
        String plugin = owner.apply(entry.command());
        commands.labelValues(plugin, entry.command(), entry.outcome()).inc();
        seconds.labelValues(plugin, entry.command()).observe(entry.took().toNanos() / 1e9);
    }

    /** Asks the bot at each scrape. */
    void watch(Vitals vitals, DoubleSupplier storageUp) {
        owner = vitals.owner();
        figures.total(
                "errand_messages_total",
                "Messages that came in",
                () -> vitals.received().getAsLong());
        figures.gauge(
                "errand_messages_under_way",
                "Messages that wait or are being dealt with",
                () -> vitals.underWay().getAsInt());
        figures.gauge(
                "errand_calls_running",
                "Calls of plugins that have not ended",
                () -> vitals.running().get().values().stream().mapToLong(one -> one).sum());
        byPlugin(
                "errand_plugin_calls_running",
                "Calls of a plugin that have not ended",
                callback ->
                        vitals.running().get().forEach((id, count) -> callback.call(count, id)));
        figures.gauge("errand_storage_up", "Whether the storage is reachable", storageUp);
        figures.gauge(
                "errand_backup_up",
                "Whether the last backup that was tried was made",
                () -> vitals.backups().get().isEmpty() ? 1 : 0);
        GaugeWithCallback.builder()
                .name("errand_chat_up")
                .help("Whether messages come and go")
                .labelNames("chat")
                .callback(callback ->
                        vitals.chats()
                                .get()
                                .forEach((name, chat) ->
                                        callback.call(chat.state() == State.UP ? 1 : 0, name)))
                .register(registry);
        watchPlugins(vitals);
        new JvmMetrics(figures).watch();
    }

    /** Shows how a storage is used. */
    void measure(String backend, StorageFigures storage) {
        registry.register(new StorageMetrics(backend, storage));
    }

    private void watchPlugins(Vitals vitals) {
        byPlugin(
                "errand_plugin_commands",
                "Commands that a plugin has in service",
                callback ->
                        vitals.plugins()
                                .get()
                                .forEach(plugin -> callback.call(plugin.commands(), plugin.id())));
        CounterWithCallback.builder()
                .name("errand_plugin_loads_total")
                .help("Plugins that were put in service, taken out of it, or refused")
                .labelNames("outcome")
                .callback(callback -> {
                    PluginLoads loads = vitals.loads().get();
                    callback.call((double) loads.loaded(), "loaded");
                    callback.call((double) loads.unloaded(), "unloaded");
                    callback.call((double) loads.refused(), "refused");
                })
                .register(registry);
        figures.gauge(
                "errand_plugins_broken",
                "Plugins whose newest JAR is not in service",
                () ->
                        vitals.plugins().get().stream()
                                .filter(one -> !one.mistakes().isEmpty())
                                .count());
        figures.gauge(
                "errand_plugin_loaders_lingering",
                "Unloaded plugins that are still in memory",
                () -> vitals.plugins().get().stream().mapToInt(PluginStatus::lingering).sum());
    }

    private void byPlugin(String name, String help, Consumer<GaugeWithCallback.Callback> callback) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("plugin")
                .callback(callback)
                .register(registry);
    }

    /** All figures in Prometheus's text format. */
    byte[] text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        return out.toByteArray();
    }

    /** The media type of {@link #text}. */
    static String mediaType() {
        return PrometheusTextFormatWriter.CONTENT_TYPE;
    }
}
