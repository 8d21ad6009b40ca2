package dev.errand.platform.isolation;

import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.Handler;
import dev.errand.platform.command.ListenerDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the host and a plugin's process say to each other, as records that become JSON. */
final class Contract {

    private Contract() {}

    /**
     * Load this. The JARs are copies of the process's own; the first is the plugin's. Without JARs
     * the class is on the class path, as in tests. Told time is asked of the host, or else the
     * process's own clock is read.
     */
    record Load(
            String id,
            String api,
            String folder,
            List<String> jars,
            String entryClass,
            boolean toldTime,
            Map<String, Object> settings,
            int threads,
            int maxValueBytes) {}

    /** What was loaded, or everything that is wrong with it. */
    record Loaded(
            List<OfferedCommand> commands,
            List<ListenerDefinition> listeners,
            List<Wrong> mistakes) {}

    /** A command, and how each of its arguments is wrapped. */
    record OfferedCommand(CommandDefinition definition, List<Handler.Wrapping> wrappings) {}

    /** A mistake. */
    record Wrong(String place, String problem) {}

    /** Run this command. */
    record RunCommand(
            long call,
            String name,
            Map<String, List<JsonNode>> arguments,
            Caller caller,
            Message message) {}

    /** Call this listener with the message. */
    record RunListener(long call, String name, String pattern, Caller caller, Message message) {}

    /** How it ended. */
    record Ended(How how, JsonNode said, String text) {}

    /** In which way. */
    enum How {
        RETURNED,
        REFUSED,
        FAILED,
        /** It failed because the storage did. */
        STORAGE_FAILED,
        ENDED
    }

    /** A question of a call. */
    record Question(long call, String text, Duration patience) {}

    /** Something in the plugin's stores. */
    record StoreCall(String namespace, String what, JsonNode with) {}

    /** A line for the host's log. */
    record LogLine(String level, String text) {}
}
