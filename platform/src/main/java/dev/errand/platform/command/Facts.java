package dev.errand.platform.command;

import dev.errand.api.Person;
import dev.errand.api.Room;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One spelling for each value, so that an access rule need not know all ways to write it. */
final class Facts {

    private Facts() {}

    static List<String> of(List<Object> items) {
        return items.stream().map(Facts::of).toList();
    }

    private static String of(Object item) {
        return switch (item) {
            case Person person -> person.id().toString();
            case Room room -> room.id().toString();
            case Duration duration -> Durations.write(duration);
            case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Arguments.Later later -> later.text().strip();
            default -> item.toString().strip();
        };
    }
}
