package dev.errand.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SaidObjectsTest {

    private enum Light {
        DARK_RED
    }

    private final List<Reply> atOnce = new ArrayList<>();

    private List<Reply> said(Object result) {
        return SaidObjects.replies(result, atOnce::add);
    }

    @Test
    void whatIsNoReplyIsSaidAsItsText() {
        assertThat(said("*hi*")).containsExactly(Reply.text("*hi*"));
        assertThat(said(42)).containsExactly(Reply.plain("42"));
        assertThat(said(Light.DARK_RED)).containsExactly(Reply.plain("dark-red"));
        assertThat(said(Path.of("/var/lib"))).containsExactly(Reply.plain("/var/lib"));
        assertThat(said(Optional.empty())).isEmpty();
        assertThat(said(Optional.of(Path.of("a", "b")))).hasSize(1);
    }

    @Test
    void severalAreSaidOneByOne() {
        assertThat(said(List.of("a", Path.of("b/c"))))
                .containsExactly(Reply.text("a"), Reply.plain("b/c"));
        assertThat(said(Stream.of("a", "b"))).isEmpty();
        assertThat(atOnce).containsExactly(Reply.text("a"), Reply.text("b"));
    }
}
