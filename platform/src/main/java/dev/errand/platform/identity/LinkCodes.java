package dev.errand.platform.identity;

import dev.errand.api.PersonId;
import dev.errand.api.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Codes that prove that one person holds two accounts. The storage has only their digests, one for
 * each account that asked. 40 bits, and a handful of guesses: nobody finds one by trying.
 */
final class LinkCodes {

    static final Comparator<PersonId> BY_TEXT = Comparator.comparing(PersonId::toString);

    static final Duration LIFE = Duration.ofMinutes(5);

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int GUESSES = 5;
    private static final int GUESSES_OF_ALL = 200;
    private static final int WAITING = 500;
    private static final int LENGTH = 8;

    /** Without those that look alike: 0 and O, 1 and I. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private record Guesses(int wrong, Instant since) {}

    private final Store<String> kept;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<PersonId, Guesses> guesses = new LinkedHashMap<>();
    private Guesses ofAll = new Guesses(0, Instant.MIN);

    LinkCodes(Store<String> kept, InstantSource clock, RandomGenerator random) {
        this.kept = kept;
        this.clock = clock;
        this.random = random;
    }

    Optional<String> issue(PersonId account) {
        if (kept.count("") >= WAITING) {
            return Optional.empty();
        }
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        long until = clock.instant().plus(LIFE).toEpochMilli();
        kept.put(account.toString(), until + " " + digest(code.toString()), LIFE);
        return Optional.of(code.insert(LENGTH / 2, '-').toString());
    }

    synchronized Links.Found find(String typed, PersonId by) {
        Instant now = clock.instant();
        Guesses mine = current(guesses.getOrDefault(by, new Guesses(0, now)), now);
        ofAll = current(ofAll, now);
        if (mine.wrong() >= GUESSES || ofAll.wrong() >= GUESSES_OF_ALL) {
            return new Links.Found.TooMany();
        }
        Optional<PersonId> owner = owner(typed, now);
        if (owner.isEmpty()) {
            // Only wrong ones are kept, and no more of them than are taken from all.
            guesses.values().removeIf(each -> isOver(each, now));
            guesses.put(by, new Guesses(mine.wrong() + 1, mine.since()));
            ofAll = new Guesses(ofAll.wrong() + 1, ofAll.since());
        }
        return owner.<Links.Found>map(Links.Found.Of::new).orElseGet(Links.Found.Nobody::new);
    }

    private static Guesses current(Guesses before, Instant now) {
        return isOver(before, now) ? new Guesses(0, now) : before;
    }

    private static boolean isOver(Guesses guessed, Instant now) {
        return guessed.since().equals(Instant.MIN) || !now.isBefore(guessed.since().plus(WINDOW));
    }

    /** Looks at all that wait, whether one has been found or not: the time tells nothing. */
    private Optional<PersonId> owner(String typed, Instant now) {
        byte[] wanted =
                digest(typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT))
                        .getBytes(StandardCharsets.US_ASCII);
        Optional<PersonId> owner = Optional.empty();
        for (String account : waiting()) {
            String value = kept.get(account).orElse("0 ");
            int space = value.indexOf(' ');
            boolean holds = now.toEpochMilli() < Long.parseLong(value.substring(0, space));
            byte[] digest = value.substring(space + 1).getBytes(StandardCharsets.US_ASCII);
            boolean same = MessageDigest.isEqual(digest, wanted);
            if (same && holds) {
                owner = Optional.of(PersonId.parse(account));
            }
        }
        return owner;
    }

    private List<String> waiting() {
        try (var keys = kept.keys()) {
            return keys.toList();
        }
    }

    /** Only one of several who spend it at once is told that it held. */
    boolean spend(PersonId account) {
        return kept.remove(account.toString());
    }

    private static String digest(String code) {
        try {
            byte[] bytes =
                    MessageDigest.getInstance("SHA-256")
                            .digest(code.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
