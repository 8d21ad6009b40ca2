package dev.errand.backend.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Message;
import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.CommandOutline.Argument;
import dev.errand.backend.spi.CommandOutline.Place;
import dev.errand.backend.spi.Completion;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Application commands, from their registration to their answers. */
class SlashCommandsTest extends DiscordFixture {

    private static final CommandOutline DEPLOY =
            new CommandOutline(
                    "deploy",
                    "Deploys a service",
                    List.of(
                            argument(
                                    "service",
                                    true,
                                    new Place.Word(),
                                    new CommandOutline.Type.Text()),
                            argument(
                                    "count",
                                    false,
                                    new Place.Word(),
                                    new CommandOutline.Type.Whole(1, 9)),
                            argument(
                                    "force",
                                    false,
                                    new Place.Switch("--force"),
                                    new CommandOutline.Type.YesNo()),
                            argument(
                                    "env",
                                    true,
                                    new Place.Option("--env", false),
                                    new CommandOutline.Type.Choice(List.of("test", "prod"))),
                            argument(
                                    "by",
                                    false,
                                    new Place.Option("--by", false),
                                    new CommandOutline.Type.Somebody())));
    private static final CommandOutline ADD =
            new CommandOutline(
                    "democmd add",
                    "Remembers",
                    List.of(
                            argument("key", true, new Place.Word(), new CommandOutline.Type.Text()),
                            argument(
                                    "value",
                                    true,
                                    new Place.Rest(),
                                    new CommandOutline.Type.Text())));
    private static final CommandOutline GET = new CommandOutline("democmd get", "", List.of());

    private static Argument argument(
            String name, boolean required, Place place, CommandOutline.Type type) {
        return new Argument(name, "the " + name, required, place, type);
    }

    private FakeInteractions interactions;

    @BeforeEach
    void startWithCommands() throws Exception {
        interactions = discord.rest.interactions();
        inbox.offering(ADD, GET, DEPLOY);
        startUp(discord.settings());
        eventually("they are registered").until(() -> interactions.registered().length() == 2);
    }

    @Test
    void commandsAreRegisteredWithTypedOptions() {
        DataObject deploy = registered("deploy");

        assertThat(deploy.getString("description")).isEqualTo("Deploys a service");
        List<DataObject> options = deploy.getArray("options").stream(DataArray::getObject).toList();
        assertThat(options)
                .extracting(option -> option.getString("name") + ":" + option.getInt("type"))
                .containsExactly("service:3", "env:3", "count:4", "force:5", "by:6");
        assertThat(options.get(0).getBoolean("autocomplete")).isTrue();
        assertThat(options.get(1).getArray("choices").length()).isEqualTo(2);
        assertThat(options.get(2).getInt("max_value")).isEqualTo(9);
        assertThat(registered("democmd").getArray("options").stream(DataArray::getObject).toList())
                .extracting(sub -> sub.getString("name"))
                .containsExactly("add", "get");
    }

    private DataObject registered(String name) {
        return interactions.registered().stream(DataArray::getObject)
                .filter(command -> command.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void commandsThatComeAndGoAreRegisteredAnew() {
        inbox.offering(GET);

        eventually("one is left").until(() -> interactions.registered().length() == 1);
    }

    @Test
    void whatWasPickedComesAsTheLineThatCouldHaveBeenTyped() {
        DataArray options =
                DataArray.empty()
                        .add(option("service", 3, "web \"front\" --force"))
                        .add(option("env", 3, "prod"))
                        .add(option("count", 4, 3))
                        .add(option("force", 5, false))
                        .add(option("by", 6, FakeWorld.BOB.id()));
        interactions.run(
                2,
                FakeWorld.ANN,
                FakeWorld.OPS,
                "deploy",
                options,
                DataObject.empty()
                        .put(
                                "users",
                                DataObject.empty().put(FakeWorld.BOB.id(), FakeWorld.BOB.json())));

        Message message =
                heard(
                        "!deploy --env prod --by <@"
                                + FakeWorld.BOB.id()
                                + "> \"web \\\"front\\\" --force\" 3");
        assertThat(message.from()).isEqualTo(harness.person());
        assertThat(message.room()).isEqualTo(harness.room());
        assertThat(inbox.received().getFirst().addressed()).isTrue();
    }

    @Test
    void aQuickAnswerIsTheFirstAndIsSeenByAll() throws Exception {
        waiting();
        String id = add("k", "v");
        answer(heard("!democmd add k v"), false, "kept");

        assertThat(interactions.answerType(id)).isEqualTo(4);
        assertThat(seen()).containsExactly("kept");
    }

    @Test
    void aDenialIsSeenByOnePersonAlone() throws Exception {
        waiting();
        add("k", "v");
        answer(heard("!democmd add k v"), true, "not allowed");

        assertThat(harness.seen(harness.room()))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.text()).isEqualTo("not allowed");
                    assertThat(seen.onlyTo()).contains(harness.person().id());
                });
    }

    @Test
    void aSlowCommandThinksAndADenialAfterThatIsStillForOnePersonAlone() throws Exception {
        waiting();
        String id = add("k", "v");
        Message message = heard("!democmd add k v");
        eventually("it thinks").until(() -> interactions.thinking(id));

        answer(message, true, "not allowed");

        assertThat(discord.world.posted())
                .singleElement()
                .satisfies(
                        posted -> assertThat(posted.ephemeralTo()).isEqualTo(FakeWorld.ANN.id()));
    }

    @Test
    void severalAnswersFollowAndTheFirstCanBeChanged() throws Exception {
        waiting();
        add("k", "v");
        Message message = heard("!democmd add k v");
        String first = answer(message, false, "one").orElseThrow();
        answer(message, false, "two");

        backend()
                .edit(
                        first,
                        message(
                                java.util.Optional.of(message),
                                java.util.Optional.empty(),
                                "uno",
                                "e"));

        eventually("it is changed").until(() -> seen().equals(List.of("uno", "two")));
    }

    @Test
    void aCommandThatSaysNothingIsDone() {
        String id = add("k", "v");

        eventually("it is done").until(() -> interactions.answerType(id) == 4);
        assertThat(interactions.firstAnswer(id).getString("content")).isEqualTo("Done.");
        assertThat(interactions.firstAnswer(id).getInt("flags")).isEqualTo(64);
    }

    @Test
    void aCommandThatIsGoneSaysSo() {
        String id = interactions.run(2, FakeWorld.ANN, FakeWorld.OPS, "gone", DataArray.empty());

        eventually("it is answered").until(() -> interactions.answerType(id) == 4);
        assertThat(interactions.firstAnswer(id).getString("content")).contains("gone");
        assertThat(inbox.received()).isEmpty();
    }

    @Test
    void whatIsTypedIntoAnOptionIsCompletedByTheHost() {
        inbox.completing(draft ->
                draft.text().equals("!deploy we")
                        ? List.of(new Completion("web", ""), new Completion("--env", ""))
                        : List.of());
        DataArray options = DataArray.empty().add(option("service", 3, "we").put("focused", true));

        String id = interactions.run(4, FakeWorld.ANN, FakeWorld.OPS, "deploy", options);

        eventually("it is completed").until(() -> interactions.answerType(id) == 8);
        assertThat(
                        interactions.firstAnswer(id).getArray("choices").stream(
                                        DataArray::getObject)
                                .map(choice -> choice.getString("value")))
                .containsExactly("web");
        assertThat(inbox.drafts().getFirst().person()).isEqualTo(harness.person());
    }

    /** Lets the host be at work until the end of the test. */
    private void waiting() {
        CountDownLatch never = new CountDownLatch(1);
        inbox.receipts(message -> never::await);
    }

    private String add(String key, String value) {
        DataObject add =
                DataObject.empty()
                        .put("name", "add")
                        .put("type", 1)
                        .put(
                                "options",
                                DataArray.empty()
                                        .add(option("key", 3, key))
                                        .add(option("value", 3, value)));
        return interactions.run(
                2, FakeWorld.ANN, FakeWorld.OPS, "democmd", DataArray.empty().add(add));
    }

    private static DataObject option(String name, int type, Object value) {
        return DataObject.empty().put("name", name).put("type", type).put("value", value);
    }
}
