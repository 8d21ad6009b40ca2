package dev.errand.plugins.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Reply;
import dev.errand.api.UserError;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoPluginTest {

    private final DemoPlugin plugin = new DemoPlugin(new FakeContext());

    @Test
    void aValueComesBackExactlyAsItWasGiven() {
        assertThat(plugin.add("greeting", "hello  *world* @all"))
                .isEqualTo("Remembered `greeting`.");

        assertThat(plugin.get("greeting")).isEqualTo(Reply.plain("hello  *world* @all"));
    }

    @Test
    void aKeyOfAnyShapeIsShownAsItself() {
        assertThat(plugin.add("a`*b*", "x")).isEqualTo("Remembered ``a`*b*``.");
    }

    @Test
    void anUnknownKeyNamesTheNearOnes() {
        plugin.add("greeting", "x");
        plugin.add("Greetings", "x");
        plugin.add("farewell", "x");

        assertThatThrownBy(() -> plugin.get("greting"))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no key 'greting'. Did you mean 'greeting', 'Greetings'?");
    }

    @Test
    void anUnknownKeyWithNothingNearSaysJustThat() {
        plugin.add("farewell", "x");

        assertThatThrownBy(() -> plugin.get("greeting"))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no key 'greeting'.");
    }

    @Test
    void aRemovedKeyIsGone() {
        plugin.add("greeting", "hello");

        assertThat(plugin.remove("greeting")).isEqualTo("Forgot `greeting`.");
        assertThatThrownBy(() -> plugin.get("greeting")).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> plugin.remove("greeting")).isInstanceOf(UserError.class);
    }

    @Test
    void theListIsATableOfShortenedValues() {
        plugin.add("greeting", "hello\nworld");
        plugin.add("poem", "🦆".repeat(61));

        assertThat(plugin.list(Optional.empty()))
                .containsExactly(
                        Reply.table("Key", "Value")
                                .row("greeting", "hello world")
                                .row("poem", "🦆".repeat(59) + "…"));
        assertThat(plugin.list(Optional.of("gre")))
                .containsExactly(Reply.table("Key", "Value").row("greeting", "hello world"));
    }

    @Test
    void anEmptyListIsASentence() {
        assertThat(plugin.list(Optional.empty()))
                .containsExactly(Reply.plain("Nothing is remembered yet."));
        assertThat(plugin.list(Optional.of("x")))
                .containsExactly(Reply.plain("No key begins with 'x'."));
    }

    @Test
    void aLongListSaysHowManyMoreThereAre() {
        for (int i = 0; i < 53; i++) {
            plugin.add("key" + i, "x");
        }

        assertThat(plugin.list(Optional.empty()).toList())
                .hasSize(2)
                .last()
                .isEqualTo(Reply.plain("And 3 more; narrow it with a longer prefix."));
    }
}
