package dev.errand.backend.slack;

import com.slack.api.SlackConfig;
import com.slack.api.audit.AuditConfig;
import com.slack.api.methods.MethodsConfig;
import com.slack.api.rate_limits.metrics.MetricsDatastore;
import com.slack.api.scim.SCIMConfig;
import com.slack.api.scim2.SCIM2Config;
import java.util.stream.Stream;

/**
 * Ends the threads by which the client library counts calls, its shared ones too: nothing here
 * reads the counts, and the library's own way to switch them off forgets some of them.
 */
final class Metrics {

    private Metrics() {}

    static void end(SlackConfig config) {
        config.setStatsEnabled(false);
        Stream.concat(
                        Stream.of(config, SlackConfig.DEFAULT).flatMap(Metrics::of),
                        Stream.of(
                                MethodsConfig.DEFAULT_SINGLETON.getMetricsDatastore(),
                                AuditConfig.DEFAULT_SINGLETON.getMetricsDatastore(),
                                SCIMConfig.DEFAULT_SINGLETON.getMetricsDatastore(),
                                SCIM2Config.DEFAULT_SINGLETON.getMetricsDatastore()))
                .forEach(Metrics::end);
    }

    private static Stream<MetricsDatastore> of(SlackConfig config) {
        return Stream.of(
                config.getMethodsConfig().getMetricsDatastore(),
                config.getAuditConfig().getMetricsDatastore(),
                config.getSCIMConfig().getMetricsDatastore(),
                config.getSCIM2Config().getMetricsDatastore());
    }

    private static void end(MetricsDatastore metrics) {
        try {
            metrics.setStatsEnabled(false);
            metrics.close();
        } catch (Exception e) {
            throw new IllegalStateException("Slack's metrics did not end", e);
        }
    }
}
