package dev.errand.platform.health;

import dev.errand.platform.plugin.PluginLoads;
import dev.errand.platform.plugin.PluginStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the bot is asked, each at the moment of asking.
 *
 * @param storage the storage's own word; may take as long as the storage does
 * @param backups what is wrong with backups, if anything
 * @param chats the chats' words by their names
 * @param started whether the plugins are loaded and the chats joined, and the end has not begun
 * @param plugins how each plugin stands
 * @param loads how often plugins came and went
 * @param owner the plugin of a command that is in service, empty for any other
 * @param received how many messages have come in so far
 * @param underWay how many messages wait or are being dealt with
 * @param running how many calls have not ended, by plugin
 */
public record Vitals(
        Supplier<dev.errand.storage.spi.Health> storage,
        Supplier<Optional<String>> backups,
        Supplier<Map<String, dev.errand.backend.spi.Health>> chats,
        BooleanSupplier started,
        Supplier<List<PluginStatus>> plugins,
        Supplier<PluginLoads> loads,
        UnaryOperator<String> owner,
        LongSupplier received,
        IntSupplier underWay,
        Supplier<Map<String, Long>> running) {}
