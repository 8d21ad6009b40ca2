package dev.errand.plugins.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.testkit.TestBot;
import dev.errand.testkit.TestPerson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoPluginTest {

    private final TestBot bot = TestBot.running(DemoPlugin.class);
    private final TestPerson ann = bot.person("ann");

    @AfterEach
    void end() {
        bot.close();
    }

    @Test
    void aValueComesBackExactlyAsItWasGiven() {
        ann.says("!democmd add greeting hello  *world* @all").repliesWith("Remembered greeting.");
        bot.person("bob").says("!democmd get greeting").repliesWith("hello  *world* @all");
    }

    @Test
    void aKeyOfAnyShapeIsShownAsItself() {
        ann.says("!democmd add a`*b*` x").repliesWith("Remembered a`*b*`.");
    }

    @Test
    void anUnknownKeyNamesTheNearOnes() {
        ann.says("!democmd add greeting x");
        ann.says("!democmd add Greetings x");
        ann.says("!democmd add farewell x");
        ann.says("!democmd get greting")
                .repliesWith("There is no key 'greting'. Did you mean 'greeting', 'Greetings'?");
        ann.says("!democmd get other").repliesWith("There is no key 'other'.");
    }

    @Test
    void aRemovedKeyIsGone() {
        ann.says("!democmd add greeting hello");
        ann.says("!democmd remove greeting").repliesWith("Forgot greeting.");
        ann.says("!democmd get greeting").repliesWith("There is no key 'greeting'.");
        ann.says("!democmd remove greeting").repliesWith("There is no key 'greeting'.");
    }

    @Test
    void theListIsATableOfShortenedValues() {
        ann.says("!democmd add greeting hello\nworld");
        ann.says("!democmd add poem " + "🦆".repeat(61));
        ann.says("!democmd list")
                .repliesContaining("greeting", "hello world", "🦆".repeat(59) + "…");
        assertThat(ann.says("!democmd list gre").replies().toString())
                .contains("hello world")
                .doesNotContain("poem");
    }

    @Test
    void anEmptyListIsASentence() {
        ann.says("!democmd list").repliesWith("Nothing is remembered yet.");
        ann.says("!democmd list x").repliesWith("No key begins with 'x'.");
    }

    @Test
    void aLongListSaysHowManyMoreThereAre() {
        bot.flood(ann, 53, n -> "!democmd add key" + n + " x");
        ann.says("!democmd list").repliesContaining("And 3 more; narrow it with a longer prefix.");
    }
}
