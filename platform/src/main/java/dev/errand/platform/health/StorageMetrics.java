package dev.errand.platform.health;

import dev.errand.platform.store.StorageFigures;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a storage was asked for, how long it took and how often it failed, read at each scrape. */
final class StorageMetrics implements MultiCollector {

    private static final String SECONDS = "errand_storage_seconds";
    private static final String ERRORS = "errand_storage_errors";

    private final String backend;
    private final StorageFigures figures;

    StorageMetrics(String backend, StorageFigures figures) {
        this.backend = backend;
        this.figures = figures;
    }

    @Override
    public MetricSnapshots collect() {
        HistogramSnapshot.Builder seconds =
                HistogramSnapshot.builder()
                        .name(SECONDS)
                        .help("How long the storage took, by operation");
        CounterSnapshot.Builder errors =
                CounterSnapshot.builder()
                        .name(ERRORS)
                        .help("What the storage did not do, by operation");
        figures.read()
                .forEach((operation, figure) -> {
                    Labels labels =
                            Labels.of(
                                    "backend",
                                    backend,
                                    "operation",
                                    operation.name().toLowerCase(Locale.ROOT));
                    seconds.dataPoint(
                            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                                    .labels(labels)
                                    .sum(figure.total().toNanos() / 1e9)
                                    .classicHistogramBuckets(buckets(figure))
                                    .build());
                    errors.dataPoint(
                            CounterSnapshot.CounterDataPointSnapshot.builder()
                                    .labels(labels)
                                    .value((double) figure.failures())
                                    .build());
                });
        return new MetricSnapshots(seconds.build(), errors.build());
    }

    /** The figure counts up to each bound, the library from bound to bound. */
    private static ClassicHistogramBuckets buckets(StorageFigures.Figure figure) {
        List<Double> bounds = new ArrayList<>();
        List<Number> counts = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < figure.within().size(); i++) {
            bounds.add(StorageFigures.bounds().get(i).toNanos() / 1e9);
            counts.add(figure.within().get(i) - before);
            before = figure.within().get(i);
        }
        bounds.add(Double.POSITIVE_INFINITY);
        counts.add(figure.calls() - before);
        return ClassicHistogramBuckets.of(bounds, counts);
    }
}
