package dev.errand.platform.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Markdown;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.OutboundMessage.Body;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People and rooms that a reply mentions. */
class MentionTest {

    private static final Dialect CALLING =
            new Dialect() {
                @Override
                public String mention(Person person) {
                    return "<@" + person.id().account() + "|" + person.name() + ">";
                }

                @Override
                public String mention(Room room) {
                    return "<#" + room.id().key() + ">";
                }

                @Override
                public int maxLength() {
                    return 100;
                }
            };

    private static final Person ANN =
            new Person(new PersonId("office", "T0/U1 (x)"), "ann [a] *b* ]( c");
    private static final Room OPS = new Room(new RoomId("office", "C1"), "#ops", false);

    private static List<String> drawn(String markdown, String chat) {
        return Drawn.texts(
                new ReplyDrawing(new Redaction(), 50, "!more")
                        .draw(Reply.text(markdown), CALLING, Set.of(), chat)
                        .parts());
    }

    @Test
    void areCalledInTheirOwnChatWhateverTheirNamesAre() {
        assertThat(
                        drawn(
                                "**Ask** " + Markdown.mention(ANN) + ", " + Markdown.mention(OPS),
                                "office"))
                .containsExactly("Ask <@T0/U1 (x)|ann [a] *b* ]( c>, <#C1>");
    }

    @Test
    void areNamesInAnotherChat() {
        assertThat(drawn(Markdown.mention(ANN) + " " + Markdown.mention(OPS), "irc"))
                .containsExactly("ann [a] *b* ]( c #ops");
    }

    @Test
    void areNeverDivided() {
        String words = "word ".repeat(17);
        assertThat(drawn(words + Markdown.mention(ANN), "office"))
                .containsExactly(words.strip(), "<@T0/U1 (x)|ann [a] *b* ]( c>");
    }

    @Test
    void callNobodyWithAnEndlessName() {
        Person endless = new Person(ANN.id(), "x".repeat(500));

        assertThat(drawn(Markdown.mention(endless), "office"))
                .noneMatch(text -> text.contains("<@"));
        assertThat(String.join("", drawn(Markdown.mention(endless), "office")))
                .isEqualTo("x".repeat(500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errand:person/office",
                "errand:person//U1",
                "errand:person/office/",
                "errand:person/office/%zz",
                "errand:person/a%3Ab/U1",
                "errand:everyone/office/U1",
                "errand:person/office/U1/more"
            })
    void thatAreBrokenAreText(String url) {
        assertThat(drawn("[ann](" + url + ")", "office"))
                .singleElement()
                .asString()
                .startsWith("ann")
                .doesNotContain("<@");
    }

    @Test
    void areNamesInACardThatTheChatDrawsItself() {
        Body body =
                new ReplyDrawing(new Redaction(), 50, "!more")
                        .draw(
                                Reply.card("t", "Ask " + Markdown.mention(ANN) + "."),
                                CALLING,
                                Set.of(Feature.CARDS),
                                "office")
                        .parts()
                        .getFirst();

        assertThat(body).isInstanceOf(Body.Rich.class);
        assertThat(((Reply.Card) ((Body.Rich) body).reply()).body())
                .doesNotContain("errand:")
                .startsWith("Ask ann");
    }
}
