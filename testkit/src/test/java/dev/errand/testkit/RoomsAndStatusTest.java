package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomsAndStatusTest {

    @Test
    void anAdminMovesTheBotThroughRooms() {
        try (TestBot bot = TestBot.running()) {
            TestPerson admin = bot.admin().in("#ops");
            admin.says("!rooms join #dev")
                    .repliesWith(
                            "I am in test:#dev. To have me there after every start, name it in"
                                    + " errand.conf.");
            admin.says("!rooms topic #dev No deploys until 5 pm")
                    .repliesWith("The topic of test:#dev is set.");
            assertThat(admin.says("!rooms list").replies().toString())
                    .contains("test:#dev", "No deploys until 5 pm", "test:#ops");
            admin.says("!rooms occupants").repliesContaining("ann", "test:ann");
            admin.says("!rooms leave #dev").repliesWith("I am no longer in test:#dev.");
            admin.says("!rooms leave #dev")
                    .repliesContaining("I know no room '#dev' in test", "rooms list");
        }
    }

    @Test
    void aRoomOfAnotherChatIsNamedWithIt() {
        try (TestBot bot = TestBot.setup().chats("oss").start()) {
            bot.admin().says("!rooms join oss:#dev").repliesContaining("I am in oss:#dev.");
            bot.admin().says("!rooms list").repliesContaining("oss:#dev");
            bot.person("ann").on("oss").in("#dev").says("!help").repliesContaining("!help");
        }
    }

    @Test
    void aPasswordIsHandedOnAndShownNowhere() {
        try (TestBot bot = TestBot.running()) {
            bot.admin()
                    .says("!rooms join #locked")
                    .repliesWith("The room '#locked' wants a password.");
            bot.admin().says("!rooms join #locked sesame").repliesContaining("I am in");
            assertThat(bot.admin().says("!audit").replies().toString()).doesNotContain("sesame");
            assertThat(bot.admin().says("!history").replies().toString()).doesNotContain("sesame");
        }
    }

    @Test
    void whatAChatCannotDoIsSaidWithWhatItCan() {
        try (TestBot bot = TestBot.running()) {
            bot.admin()
                    .says("!rooms create #new")
                    .repliesWith(
                            "The chat 'test' cannot do 'rooms create'. It can do: rooms list,"
                                    + " rooms join, rooms leave, rooms topic, rooms occupants.");
        }
    }

    @Test
    void onlyAdminsMoveTheBotAndSeeItsState() {
        try (TestBot bot = TestBot.running()) {
            TestPerson ann = bot.person("ann").in("#ops");
            for (String line : new String[] {"!rooms join #x", "!rooms list", "!status"}) {
                ann.says(line).privately().repliesContaining("it is for admin");
            }
        }
    }

    @Test
    void theStatusTellsOfChatsStorageAndPlugins() {
        try (TestBot bot = TestBot.setup().chats("oss").start()) {
            bot.admin()
                    .says("!status")
                    .repliesContaining(
                            "oss",
                            "test",
                            "up",
                            "none",
                            "Messages: 1 under way, 0 waiting for an answer.",
                            "Storage: memory.",
                            "Plugins: 1 serving.");
        }
    }
}
