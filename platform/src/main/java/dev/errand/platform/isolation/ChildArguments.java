package dev.errand.platform.isolation;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.platform.command.ArgumentType;
import dev.errand.platform.command.Arguments;
import dev.errand.platform.command.Handler;
import dev.errand.platform.command.ValueReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Makes the values of the method's parameters from what the host has read and checked. */
final class ChildArguments {

    /** The host has looked people and rooms up. */
    private static final ValueReader.Directory NOBODY =
            new ValueReader.Directory() {
                @Override
                public Optional<Person> person(String text) {
                    return Optional.empty();
                }

                @Override
                public Optional<Room> room(String text) {
                    return Optional.empty();
                }
            };

    private ChildArguments() {}

    static Arguments read(Handler handler, Map<String, List<JsonNode>> given) {
        List<Arguments.Value> values = new ArrayList<>();
        for (Handler.Slot slot : handler.slots()) {
            switch (slot) {
                case Handler.Slot.Given(Class<?> type) ->
                        values.add(new Arguments.Value.Given(type));
                case Handler.Slot.Argument argument -> {
                    String name = argument.definition().name();
                    List<Object> items = new ArrayList<>();
                    for (JsonNode item : given.getOrDefault(name, List.of())) {
                        items.add(item(argument, item));
                    }
                    values.add(new Arguments.Value.Typed(name, items, argument.wrapping()));
                }
            }
        }
        return new Arguments(values, "", Map.of());
    }

    private static Object item(Handler.Slot.Argument argument, JsonNode item) {
        return switch (argument.reader()) {
            case ValueReader.ByPlugin(var parse) -> new Arguments.Later(parse, item.asString());
            case ValueReader.ByHost reader ->
                    switch (argument.definition().type()) {
                        case ArgumentType.Somebody s -> Wire.read(item, Person.class);
                        case ArgumentType.Somewhere s -> Wire.read(item, Room.class);
                        case ArgumentType.Span s -> Duration.parse(item.asString());
                        default ->
                                reader.read(item.asString(), NOBODY)
                                        .orElseThrow(() ->
                                                new IllegalArgumentException(
                                                        "The argument "
                                                                + argument.definition().name()
                                                                + " does not fit"));
                    };
        };
    }
}
