package dev.errand.platform.boot;

import dev.errand.api.Secret;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatBackendFactory;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Server;
import dev.errand.platform.config.Binding;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Problem;
import dev.errand.platform.config.Section;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.plugin.Parts;
import dev.errand.storage.spi.RawReading;
import dev.errand.storage.spi.RawValue;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.StorageFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The chats and the storage that the configuration names, found among the JARs, with their settings
 * checked; nothing is started.
 */
final class Foundations {

    /** A chat that could be made. */
    private record FoundChat<S extends Record>(ChatBackendFactory<S> factory, S settings) {
        ChatBackend create(ChatContext context) {
            return factory.create(settings, context);
        }

        ChatBackend createWithoutRooms(ChatContext context) {
            return factory.create(factory.withoutRooms(settings), context);
        }

        List<Server> servers() {
            return factory.servers(settings);
        }
    }

    /** A storage that could be opened. */
    private record FoundStorage<S extends Record>(StorageFactory<S> factory, S settings) {
        Storage open(StorageContext context) {
            return factory.open(settings, context);
        }

        @SuppressWarnings("unchecked") // Whoever implements both does it for the same settings.
        void readRaw(String prefix, Consumer<RawValue> each) {
            if (!(factory instanceof RawReading<?> reading)) {
                throw new StorageException(
                        "This type of storage reads nothing that other programs keep");
            }
            ((RawReading<S>) reading).readRaw(settings, prefix, each);
        }
    }

    private final List<Problem> problems = new ArrayList<>();
    private final Consumer<Secret> secrets;
    private final Parts backends;
    private final Parts storages;
    private final Map<String, FoundChat<?>> chats = new TreeMap<>();
    private final List<FoundStorage<?>> storage = new ArrayList<>();

    private Foundations(Parts backends, Parts storages, Consumer<Secret> secrets) {
        this.backends = backends;
        this.storages = storages;
        this.secrets = secrets;
    }

    /**
     * Finds them.
     *
     * @param config the configuration
     * @param distribution where the bundled ones are
     * @param home where more may be
     * @param api the version of plugin-api that is here
     * @param secrets told of every secret in their settings
     */
    static Foundations find(
            ErrandConfig config,
            Distribution distribution,
            Path home,
            ApiVersion api,
            Consumer<Secret> secrets) {
        Foundations found = empty(distribution, home, api, secrets);
        config.chats().forEach((name, chat) -> found.findChat(name, chat));
        found.findStorage(config.storage());
        return found;
    }

    /** Finds a storage alone. */
    static Foundations findStorage(
            ErrandConfig.Storage configured, Distribution distribution, Path home, ApiVersion api) {
        Foundations found = empty(distribution, home, api, secret -> {});
        found.findStorage(configured);
        return found;
    }

    private static Foundations empty(
            Distribution distribution, Path home, ApiVersion api, Consumer<Secret> secrets) {
        return new Foundations(
                new Parts(
                        "chat",
                        List.of(distribution.backends(), home.resolve("backends")),
                        "dev.errand.backend.spi.",
                        api,
                        distribution.onClassPath()),
                new Parts(
                        "storage",
                        List.of(distribution.storageBackends(), home.resolve("storage-backends")),
                        "dev.errand.storage.spi.",
                        api,
                        distribution.onClassPath()),
                secrets);
    }

    private void findChat(String name, ErrandConfig.Chat chat) {
        String path = "chats." + name;
        switch (backends.open(chat.type(), ChatBackendFactory.class)) {
            case Parts.Part.Found(Object factory) ->
                    bindChat(name, (ChatBackendFactory<?>) factory, chat.settings());
            case Parts.Part.Missing(String problem) ->
                    problems.add(new Problem(path + ".type", "", problem));
        }
    }

    private <S extends Record> void bindChat(
            String name, ChatBackendFactory<S> factory, Section section) {
        switch (section.bind(factory.settings())) {
            case Binding.Bound<S> bound -> {
                bound.eachSecret(secrets);
                chats.put(name, new FoundChat<>(factory, bound.settings()));
            }
            case Binding.Rejected<S>(List<Problem> wrong) -> problems.addAll(wrong);
        }
    }

    private void findStorage(ErrandConfig.Storage configured) {
        switch (storages.open(configured.type(), StorageFactory.class)) {
            case Parts.Part.Found(Object factory) ->
                    bindStorage((StorageFactory<?>) factory, configured.settings());
            case Parts.Part.Missing(String problem) ->
                    problems.add(new Problem("storage.type", "", problem));
        }
    }

    private <S extends Record> void bindStorage(StorageFactory<S> factory, Section section) {
        switch (section.bind(factory.settings())) {
            case Binding.Bound<S> bound -> {
                bound.eachSecret(secrets);
                storage.add(new FoundStorage<>(factory, bound.settings()));
            }
            case Binding.Rejected<S>(List<Problem> wrong) -> problems.addAll(wrong);
        }
    }

    /** What is wrong with what the configuration names. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Makes the chats, not started. */
    Map<String, ChatBackend> createChats(Function<String, ChatContext> contexts) {
        Map<String, ChatBackend> created = new TreeMap<>();
        chats.forEach((name, chat) -> created.put(name, chat.create(contexts.apply(name))));
        return created;
    }

    /** Makes the chats, not started, to log in and join nothing. */
    Map<String, ChatBackend> createChatsWithoutRooms(Function<String, ChatContext> contexts) {
        Map<String, ChatBackend> created = new TreeMap<>();
        chats.forEach(
                (name, chat) -> created.put(name, chat.createWithoutRooms(contexts.apply(name))));
        return created;
    }

    /** The servers of the chats, as far as they are known. */
    Map<String, List<Server>> servers() {
        Map<String, List<Server>> servers = new TreeMap<>();
        chats.forEach((name, chat) -> servers.put(name, chat.servers()));
        return servers;
    }

    /** Opens the storage. */
    Storage openStorage(StorageContext context) {
        return storage.getFirst().open(context);
    }

    /** Reads what another program keeps where the storage is. */
    void readRaw(String prefix, Consumer<RawValue> each) {
        storage.getFirst().readRaw(prefix, each);
    }

    /** Lets go of the classes of all parts, after they have ended. */
    void close() {
        backends.close();
        storages.close();
    }
}
