package dev.errand.platform.command;

import dev.errand.api.Person;
import dev.errand.api.Room;
import java.util.Optional;

/** A directory of a chat in which there is nobody. */
enum Nobody implements ValueReader.Directory {
    HERE;

    @Override
    public Optional<Person> person(String text) {
        return Optional.empty();
    }

    @Override
    public Optional<Room> room(String text) {
        return Optional.empty();
    }
}
