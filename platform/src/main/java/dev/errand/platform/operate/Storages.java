package dev.errand.platform.operate;

import dev.errand.storage.spi.RawValue;
import dev.errand.storage.spi.Storage;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the storages of a bot come from. */
public interface Storages {

    /**
     * Opens a storage; whoever asked for it closes it.
     *
     * @param type its type; empty for the one that the bot is configured with
     * @return the open storage
     * @throws dev.errand.storage.spi.StorageException if it cannot be opened
     */
    Storage open(Optional<String> type);

    /**
     * Reads what another program keeps in an engine.
     *
     * @param type the type of storage that knows the engine
     * @param settings as its section in the configuration would have them
     * @param prefix what the keys start with
     * @param each told of each value
     */
    void readRaw(String type, Map<String, ?> settings, String prefix, Consumer<RawValue> each);
}
