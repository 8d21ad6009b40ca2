package dev.errand.platform.isolation;

import dev.errand.platform.config.LimitSettings;
import dev.errand.platform.plugin.Elsewhere;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs those plugins in processes of their own that the configuration names. */
public final class ProcessIsolation implements Elsewhere {

    private final Supplier<LimitSettings> configured;
    private final HostSide host;

    /**
     * Made once.
     *
     * @param configured what the configuration says now
     * @param host what the host gives to the processes
     */
    public ProcessIsolation(Supplier<LimitSettings> configured, HostSide host) {
        this.configured = configured;
        this.host = host;
    }

    @Override
    public Optional<Place> of(String pluginId) {
        return configured
                .get()
                .placeOf(pluginId)
                .map(settings ->
                        (jar, section, context) ->
                                ChildPlugin.launch(
                                        new Plan(jar, section, settings.heap().bytes(), host),
                                        context));
    }
}
