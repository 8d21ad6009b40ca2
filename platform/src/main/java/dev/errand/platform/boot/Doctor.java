package dev.errand.platform.boot;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.Server;
import dev.errand.platform.config.ConfigResult;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Problem;
import dev.errand.platform.doctor.Examination;
import dev.errand.platform.doctor.Note;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.reply.Redaction;
import dev.errand.storage.spi.Health;
import dev.errand.storage.spi.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code errand doctor}: looks at all that the bot needs and says what to do. Writes nothing into
 * the home, and joins no room.
 */
final class Doctor {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String CONSOLE = "console";

    private final Place place;
    private final Redaction redaction = new Redaction();
    private final Clock clock = Clock.systemUTC();
    private final Examination examination = new Examination(clock, PATIENCE);
    private boolean bad;

    Doctor(Place place) {
        this.place = place;
    }

    int call() {
        Logging.setUpSilent();
        tell(examination.java());
        tell(examination.folder("home", place.home()));
        place.openToAll().forEach(this::tellOpen);
        switch (place.read()) {
            case ConfigResult.Rejected(List<Problem> problems) ->
                    problems.forEach(this::tellProblem);
            case ConfigResult.Loaded(ErrandConfig config) -> look(config);
        }
        return bad ? Main.FAILED : 0;
    }

    private void tell(Note note) {
        bad |= note.kind() == Note.Kind.BAD;
        byte[] text = (redaction.redact(note.text()) + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(text, 0, text.length);
        System.out.flush();
    }

    private void tellOpen(Path path) {
        tell(
                new Note(
                        Note.Kind.WARNING,
                        "rights of " + path,
                        "every user of this machine can get at it",
                        "Unless that is meant: chmod o-rwx '" + path + "'"));
    }

    private void tellProblem(Problem problem) {
        tell(
                Note.bad(
                        "configuration",
                        Problem.describe(List.of(problem)).strip(),
                        "Change it there; errand check looks again."));
    }

    private void look(ErrandConfig config) {
        Foundations foundations =
                Foundations.find(
                        config,
                        Distribution.here(),
                        place.home(),
                        new ApiVersion(Distribution.version()),
                        redaction::hide);
        foundations.problems().forEach(this::tellProblem);
        if (foundations.problems().isEmpty()) {
            tell(new Note(Note.Kind.GOOD, "configuration", place.configFile() + " is good", ""));
            boolean lives = HomeLock.isTaken(place.data());
            lookAtHealthPort(config, lives);
            lookAround(config, foundations, lives);
        }
        foundations.close();
    }

    private void lookAtHealthPort(ErrandConfig config, boolean lives) {
        if (config.health().isOn()) {
            String name = "health port";
            tell(
                    lives
                            ? Note.skipped(name, "a bot lives in this home and has it")
                            : examination.port(
                                    name, config.health().bind(), config.health().port()));
        }
    }

    private void lookAround(ErrandConfig config, Foundations foundations, boolean lives) {
        Path folder = temporary();
        HostThreads threads =
                new HostThreads(new Incidents(clock, new SecureRandom(), incident -> {}));
        Place elsewhere = new Place(folder, place.namedConfig(), place.environment());
        HostContexts lent = new HostContexts(elsewhere, config, threads, clock);
        try {
            lookAtStorage(config, foundations, threads, lent, lives);
            Set<String> outOfReach = lookAtServers(foundations);
            for (Map.Entry<String, ChatBackend> chat :
                    foundations.createChatsWithoutRooms(lent::chat).entrySet()) {
                lookAtChat(
                        chat.getKey(),
                        chat.getValue(),
                        config,
                        lives
                                ? "a bot lives in this home and is logged in; its /readyz and !status tell more"
                                : outOfReach.contains(chat.getKey())
                                        ? "its server is out of reach"
                                        : "");
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            lent.interruptAll();
            delete(folder);
        }
    }

    /** Tells the chats that cannot be reached. */
    private Set<String> lookAtServers(Foundations foundations) {
        Set<String> outOfReach = new HashSet<>();
        foundations
                .servers()
                .forEach((chat, servers) -> {
                    for (Server server : servers) {
                        List<Note> notes = examination.server(chat, server);
                        notes.forEach(this::tell);
                        if (notes.stream().anyMatch(note -> note.kind() == Note.Kind.BAD)) {
                            outOfReach.add(chat);
                        }
                    }
                });
        return outOfReach;
    }

    private void lookAtChat(String name, ChatBackend chat, ErrandConfig config, String whyNot)
            throws InterruptedException {
        boolean console =
                Optional.ofNullable(config.chats().get(name))
                        .filter(one -> one.type().equals(CONSOLE))
                        .isPresent();
        if (!console) {
            tell(
                    whyNot.isEmpty()
                            ? examination.login(name, chat)
                            : Note.skipped("chat " + name + " login", whyNot));
        }
    }

    /** A file that somebody else than the bot's user makes is one that the bot cannot write. */
    private void lookAtStorage(
            ErrandConfig config,
            Foundations foundations,
            HostThreads threads,
            HostContexts lent,
            boolean lives) {
        String about = "storage " + config.storage().type();
        if (lives) {
            tell(Note.skipped(about, "a bot lives in this home and has it open"));
        } else if (!Files.isDirectory(place.data())) {
            open(config, foundations, lent, ", on trial; the first start makes " + place.data());
        } else if (!isMine(place.data())) {
            tell(
                    Note.skipped(
                            about,
                            place.data() + " belongs to another user; run this as the bot's user"));
        } else {
            HostContexts own = new HostContexts(place, config, threads, clock);
            open(config, foundations, own, "");
            own.interruptAll();
        }
    }

    private void open(
            ErrandConfig config, Foundations foundations, HostContexts contexts, String remark) {
        tell(
                examination.storage(
                        config.storage().type(),
                        () -> {
                            try (Storage storage = foundations.openStorage(contexts.storage())) {
                                Health health = storage.health();
                                return new Health(health.up(), health.detail() + remark);
                            }
                        }));
    }

    private static boolean isMine(Path folder) {
        try {
            return Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("errand-doctor");
            Files.createDirectories(folder.resolve("data"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
