package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How lines are read. */
class ReadingTest {

    private static final Prefix ANN = new Prefix("Ann", "ann", "Host.example");

    @Test
    void aLineOfTalkIsReadWithItsTags() {
        Line line =
                Line.talk("@a=1;time=2026;account=an\\:n;bot :Ann!ann@h  PRIVMSG #ops :hello  you")
                        .orElseThrow();

        assertThat(line.prefix()).isEqualTo(new Prefix("Ann", "ann", "h"));
        assertThat(line.target()).isEqualTo("#ops");
        assertThat(line.text()).isEqualTo("hello  you");
        assertThat(line.tag("account")).contains("an;n");
        assertThat(line.tag("ccount")).isEmpty();
        assertThat(line.has("bot")).isTrue();
        assertThat(line.has("bo")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "@",
                "@a",
                "@a ",
                ":a!b@c",
                ":a!b@c PRIVMSG",
                ":a!b@c PRIVMSG ",
                ":a!b@c PRIVMSG #ops",
                ":a!b@c PRIVMSGS #ops :x",
                "PRIVMSG #ops :x",
                ":a!b@c JOIN #ops"
            })
    void whatIsNoTalkIsLeftToKitteh(String line) {
        assertThat(Line.talk(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "errand: roll,true,roll",
        "Errand; roll,true,roll",
        "@errand roll,true,roll",
        "errands: roll,false,errands: roll",
        "errand roll,false,errand roll",
        "errand,false,errand"
    })
    void aMentionStandsAtTheBeginning(String text, boolean found, String rest) {
        assertThat(Mention.of(text.replace(';', ','), "errand"))
                .isEqualTo(new Mention(found, rest));
    }

    @Test
    void bytesThatAreNoUtf8AreReadAsOldClientsMeantThem() {
        byte[] old = "grün €".getBytes(Charset.forName("windows-1252"));
        byte[] utf8 = "grün €".getBytes(StandardCharsets.UTF_8);

        assertThat(Bytes.text(old, 0, old.length)).isEqualTo("grün €");
        assertThat(Bytes.text(utf8, 0, utf8.length)).isEqualTo("grün €");
    }

    @Test
    void nobodyIsFoundByANickThatIsAnothersAccount() {
        People people = new People("irc");
        Person ann = people.speaking(new Prefix("ann_away", "a", "h"), Optional.of("ann"));
        assertThat(people.find("ann")).contains(ann);

        people.speaking(new Prefix("ann", "m", "h"), Optional.of("mallory"));

        assertThat(people.find("ann")).isEmpty();
        assertThat(people.find("ann_away")).contains(ann);
    }

    @Test
    void whoHasNoAccountIsWhomTheServerSeesAndNeverAnAccount() {
        Person person = new People("irc").speaking(ANN, Optional.empty());

        assertThat(person.id()).isEqualTo(new PersonId("irc", "ann!ann@host.example"));
        assertThat(person.name()).isEqualTo("Ann");
    }

    @Test
    void anotherNickIsTriedForAsLongAsTheyAreTaken() {
        Nicks nicks = new Nicks("errandbot-of-ours");

        assertThat(nicks.another(true)).isEqualTo("errandbot");
        assertThat(nicks.another(false)).isNotEqualTo("errandbot").startsWith("errandbot");
        assertThat(new Nicks("errand").another(false)).isEqualTo("errand_");
    }

    @Test
    void settingsThatCanNeverWorkSayWhatWould() {
        assertThatThrownBy(() ->
                        TestSettings.with(
                                6667,
                                TestSettings.login(IrcSettings.Login.Method.EXTERNAL, "", null)))
                .hasMessageContaining("certificate");
        assertThatThrownBy(() -> TestSettings.login(IrcSettings.Login.Method.PLAIN, "ann", null))
                .hasMessageContaining("password is needed");
        assertThatThrownBy(() ->
                        TestSettings.login(IrcSettings.Login.Method.PLAIN, "ann", "two\nlines"))
                .hasMessageContaining("one line")
                .hasMessageNotContaining("two");
    }
}
