package dev.errand.platform.dispatch;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.platform.command.ValueReader;
import java.util.Optional;

/** Finds people and rooms in the chat that a message came from. */
record ChatDirectory(ChatBackend chat) implements ValueReader.Directory {

    @Override
    public Optional<Person> person(String text) {
        return chat.person(text);
    }

    @Override
    public Optional<Room> room(String text) {
        return chat.room(text);
    }
}
