package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a journal holds, as far as it is whole. A last commit of which a kill left a part only was
 * never acknowledged.
 *
 * @param last the number of the last whole commit, empty if there is no journal that can be read
 * @param effects what was done since the database was last brought up to date, in order
 */
record JournalFound(OptionalLong last, List<Effect> effects) {

    private static final String HEADING = "errand journal 1, after commit 0000000000000000000\n";
    private static final Pattern PATTERN =
            Pattern.compile("errand journal 1, after commit (\\d{19})\n");
    static final int HEADING_LENGTH = HEADING.length();

    /** What a journal begins with whose first commit comes after one with this number. */
    static byte[] heading(long number) {
        return HEADING.replaceFirst("0{19}", "%019d".formatted(number)).getBytes(US_ASCII);
    }

    static JournalFound in(Path path) throws IOException {
        byte[] all;
        try {
            all = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return new JournalFound(OptionalLong.empty(), List.of());
        }
        Matcher heading =
                PATTERN.matcher(new String(all, 0, Math.min(all.length, HEADING_LENGTH), US_ASCII));
        if (!heading.matches()) {
            return new JournalFound(OptionalLong.empty(), List.of());
        }
        long last = Long.parseLong(heading.group(1));
        List<Effect> effects = new ArrayList<>();
        int at = HEADING_LENGTH;
        for (Optional<JournalText.Commit> next = JournalText.read(all, at);
                next.isPresent() && next.get().number() == last + 1;
                next = JournalText.read(all, at)) {
            effects.addAll(next.get().effects());
            last++;
            at += JournalText.length(all, at);
        }
        return new JournalFound(OptionalLong.of(last), effects);
    }
}
