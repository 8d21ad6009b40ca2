package dev.errand.backend.console;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;

/** Makes the console: a terminal that a person types at, or a script that comes through a pipe. */
public final class ConsoleBackendFactory implements ChatBackendFactory<ConsoleSettings> {

    /** For the host. */
    public ConsoleBackendFactory() {}

    @Override
    public Class<ConsoleSettings> settings() {
        return ConsoleSettings.class;
    }

    @Override
    public ChatBackend create(ConsoleSettings settings, ChatContext context) {
        return new ConsoleBackend(settings, context, Surroundings.ofProcess());
    }
}
